import type { AssessedChange } from "../../src/model/change.ts";
import { createReportBuilder, type ReportFrame } from "../../src/report/create-report-builder.ts";
import type { Report } from "../../src/report/report.ts";

export interface ReportInput extends ReportFrame {
  /** What landed in the window, in any order. */
  readonly changes: Iterable<AssessedChange>;
  /** What landed in the window before, if all of that window was asked; else undefined, and nothing is compared. */
  readonly previous: Iterable<AssessedChange> | undefined;
}

/** The report of changes that are all here; the commands hand them to the builder one at a time. */
export function buildReport({ changes, previous, ...frame }: ReportInput): Report {
  const builder = createReportBuilder(frame);
  for (const change of changes) builder.add(change);
  if (previous === undefined) return builder.finish("without-comparison");
  for (const change of previous) builder.addPrevious(change);
  return builder.finish("compared");
}
