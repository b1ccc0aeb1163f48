import { renderFieldTable, type SchemaNode, toJsonSchema } from "./json-schema.ts";
import type { Report } from "./report.ts";
import { reportSchema } from "./report-schema.ts";

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

/** The schema of `throughline report --format json`. */
export function buildReportJsonSchema(): SchemaNode {
  return toJsonSchema(reportSchema);
}

/** docs/reference/report.md: every field of the JSON form, with its path, type and meaning. */
export function renderReportReference(): string {
  return `${INTRODUCTION}\n\n${renderFieldTable(buildReportJsonSchema())}\n`;
}

const INTRODUCTION = `<!-- Generated from src/report/report-schema.ts by \`npm run generate\`; do not edit. -->
# The report as JSON

\`throughline report --format json\` prints one object. [report.schema.json](report.schema.json) describes it for programs (JSON Schema, draft-07), this page for people.

- The same changes and the same catalog give the same bytes; nothing in it tells when it was made.
- Counts are numbers. Each stands beside the ids of all the changes behind it, newest first: \`#123\`, or 12 digits of the SHA of a commit without a pull request.
- A change counts once in every total. It stands under each area that it touches, so the rows of areas may add up to more.
- Only what people said is counted as a claim. What the catalog would guess stands in \`notSaid.guesses\` and nowhere else.
- New fields may appear; \`version\` rises only when a field changes its meaning.

\`[]\` stands for each item of a list, \`(kind)\` for the items of one kind.`;
