import type { Summary } from "./summary.ts";

/** The documented JSON (docs/reference/summary.md): two spaces, a line end at the end, fields in a fixed order. */
export function renderSummaryJson(summary: Summary): string {
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}
