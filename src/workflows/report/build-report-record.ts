import { isDecisionShown } from "../../catalog/is-decision-shown.ts";
import type { Catalog, Visibility } from "../../model/catalog.ts";
import type { StoredDecision } from "../ports/report-store.ts";
import type { MadeReport } from "./made-report.ts";
import type { ReportRecord } from "./report-record.ts";

// 3 people look at it
const BEGINS_WITH_PLACE = /^[1-3]\s/u;

/** The record of a report for these readers: of what they must not see, only that the comment was heard. */
export function buildReportRecord(
  questions: MadeReport["questions"],
  decisions: readonly StoredDecision[],
  { catalog, audience }: { readonly catalog: Pick<Catalog, "metrics">; readonly audience: Visibility },
): ReportRecord {
  const decided = decisions.map((decision) => {
    const { commentId: comment, repositoryId: _, text, saidAtMs: __, ...about } = decision;
    if (!isDecisionShown(decision, catalog, audience)) return { comment };
    return { comment, ...(BEGINS_WITH_PLACE.test(text) ? { isWhole: true as const } : {}), ...about };
  });
  return { version: 1, audience, questions, decided };
}
