import { buildReportJsonSchema } from "./build-report-json-schema.ts";
import { renderFieldTable } from "./render-field-table.ts";

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
