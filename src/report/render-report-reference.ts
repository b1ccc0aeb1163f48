import { buildReportJsonSchema, type SchemaNode } from "./build-report-json-schema.ts";

/** docs/reference/report.md: every field of the JSON form, with its path, type and meaning. */
export function renderReportReference(): string {
  const schema = buildReportJsonSchema();
  const rows = listRows("", schema).map((row) => `| \`${row.path}\` | ${row.type} | ${row.meaning} |`);
  return `${INTRODUCTION}\n\n| field | type | meaning |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
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

interface Row {
  readonly path: string;
  readonly type: string;
  readonly meaning: string;
}

function listRows(path: string, node: SchemaNode): readonly Row[] {
  const own = path === "" ? [] : [{ path, type: renderType(node), meaning: node.description ?? "" }];
  if (node.properties !== undefined) {
    const fields = Object.entries(node.properties);
    return [
      ...own,
      ...fields.flatMap(([field, child]) => listRows(path === "" ? field : `${path}.${field}`, child)),
    ];
  }
  if (node.items !== undefined) {
    return [...own, ...listItemRows(path, node.items)];
  }
  const object = node.anyOf?.find((option) => option.properties !== undefined);
  return object === undefined ? own : [...own, ...listRows(path, object).slice(1)];
}

/** A list of plain values needs no row for its items; a list of kinds has the rows of each kind. */
function listItemRows(path: string, items: SchemaNode): readonly Row[] {
  const kinds = items.oneOf ?? items.anyOf;
  if (kinds !== undefined) {
    return kinds.flatMap((kind) => {
      const name = kind.properties?.["kind"]?.const;
      return listRows(`${path}[](${String(name)})`, kind).slice(1);
    });
  }
  return items.properties === undefined ? [] : listRows(`${path}[]`, items).slice(1);
}

function renderType(node: SchemaNode): string {
  if (node.const !== undefined) {
    return `\`${JSON.stringify(node.const)}\``;
  }
  if (node.enum !== undefined) {
    return node.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  }
  if (node.anyOf !== undefined) {
    return node.anyOf.map(renderType).join(" or ");
  }
  if (node.type === "array") {
    const items = node.items?.properties === undefined ? node.items?.type : undefined;
    return `list of ${typeof items === "string" ? `${items}s` : "objects"}`;
  }
  return typeof node.type === "string" ? node.type : (node.type?.join(" or ") ?? "object");
}
