import type { Report } from "./report.ts";

const CHUNK_UNITS = 65_536;

/** The documented JSON (docs/reference/report.md): two spaces, a line end at the end, fields in a fixed order. */
export function renderReportJson(report: Report): string {
  return [...renderReportJsonChunks(report)].join("");
}

/** The same text in pieces of about 64 KB: of a million changes the whole would be hundreds of megabytes. */
export function* renderReportJsonChunks(report: Report): Generator<string> {
  let text = "";
  for (const piece of listPieces(report, "\n")) {
    text += piece;
    if (text.length >= CHUNK_UNITS) {
      yield text;
      text = "";
    }
  }
  yield `${text}\n`;
}

/** Lists of ids are by far the most of it: their items are joined here, not yielded one by one. */
const ITEMS_AT_ONCE = 1024;

/** @param line A line end with the indentation of the value's own line. */
function* listPieces(value: unknown, line: string): Generator<string> {
  if (Array.isArray(value)) {
    yield* listItems(value, line);
  } else if (typeof value === "object" && value !== null) {
    yield* listFields(Object.entries(value), line);
  } else {
    yield JSON.stringify(value);
  }
}

function* listItems(items: readonly unknown[], line: string): Generator<string> {
  if (items.length === 0) {
    yield "[]";
    return;
  }
  const inner = `${line}  `;
  yield "[";
  if (items.every((item) => typeof item === "string")) {
    for (let start = 0; start < items.length; start += ITEMS_AT_ONCE) {
      const some = items.slice(start, start + ITEMS_AT_ONCE).map((item) => `${inner}${JSON.stringify(item)}`);
      yield `${start === 0 ? "" : ","}${some.join(",")}`;
    }
  } else {
    for (const [index, item] of items.entries()) {
      yield index === 0 ? inner : `,${inner}`;
      yield* listPieces(item, inner);
    }
  }
  yield `${line}]`;
}

function* listFields(fields: readonly (readonly [string, unknown])[], line: string): Generator<string> {
  if (fields.length === 0) {
    yield "{}";
    return;
  }
  const inner = `${line}  `;
  yield "{";
  for (const [index, [field, value]] of fields.entries()) {
    yield `${index === 0 ? "" : ","}${inner}${JSON.stringify(field)}: `;
    yield* listPieces(value, inner);
  }
  yield `${line}}`;
}
