import { renderFieldTable, type SchemaNode, toJsonSchema } from "../report/json-schema.ts";
import type { Summary } from "./summary.ts";
import { summarySchema } from "./summary-schema.ts";

/** The documented JSON (docs/reference/summary.md): two spaces, a line end at the end, fields in a fixed order. */
export function renderSummaryJson(summary: Summary): string {
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}

/** The schema of `throughline summary --format json`. */
export function buildSummaryJsonSchema(): SchemaNode {
  return toJsonSchema(summarySchema);
}

/** docs/reference/summary.md: what the page holds, and every field of the JSON form. */
export function renderSummaryReference(): string {
  return `${INTRODUCTION}\n\n${renderFieldTable(buildSummaryJsonSchema())}\n`;
}

const INTRODUCTION = `<!-- Generated from src/summary/summary-schema.ts by \`npm run generate\`; do not edit. -->
# The weekly summary

One page a week over all repositories of an organisation, for its leadership and for whoever lives by a number. \`throughline summary --git PATH...\` makes it of local clones.

## The page
- The week runs from Monday 00:00 to Monday 00:00 on the clock of \`summary.schedule.timezone\`.
- In order: intent against actual; what shifted against the median of the four weeks before; claims per metric, by how they came about; briefs for partners; what is worth sharing; what was measured elsewhere; coverage; how it was made.
- Before the first fold it has at most 45 lines and 3,000 characters. The whole is at most 65,536 characters: what does not fit is left out from the end, and the page says so. The HTML page and the JSON have it all.
- A brief names what claims to touch a partner's numbers, without paths, code, file names and SHAs, and whom to ask. Answers to earlier briefs stand beside the claims and enter no number.

## What is named, and what is counted
- What stands in a repository that fewer people can read than the page is counted in every total and named nowhere: no repository, title, reason, person, learning, idea or metric of its own catalog.
- A private repository is named only to private readers, and only if it matches \`summary.sources\`. Forks for security advisories are not even counted.
- A metric with \`visibility: private\` is named nowhere that the public reads. A claim of it is counted as one that may not be named.
- Nobody is counted or ranked. People stand beside what they are thanked for, in the order in which it landed, and whoever opted out does not.

## As JSON
\`throughline summary --format json\` prints one object. [summary.schema.json](summary.schema.json) describes it for programs (JSON Schema, draft-07), this table for people.

- The same changes, answers and catalogs give the same bytes; nothing in it tells when it was made.
- Counts stand beside the ids of all the changes behind them that may be named, newest first, and the number of those that may not.
- New fields may appear; \`version\` rises only when a field changes its meaning.

\`[]\` stands for each item of a list.`;
