import type { Catalog } from "../../model/catalog.ts";
import { toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { StoredReportIssue } from "../ports/report-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import { buildReportRecord, renderReportRecord, toReportMarker } from "./report-record.ts";
import type { ReportShowing } from "./show-report-issue.ts";

const WITHDRAWN = "The report is switched off here, or can't be made for those who read this repository now.";

export interface ReportWithdrawal extends Pick<ReportShowing, "context" | "claim" | "repository"> {
  /** Undefined where there is none, or it has errors. */
  readonly catalog: Catalog | undefined;
}

/**
 * What was written for other readers, or is wanted no more, must not stand for everybody to read: one neutral sentence
 * takes the place of each part. The issue stays, for it is the same one when the report comes back.
 */
export async function withdrawReport(
  { context, claim, repository, catalog }: ReportWithdrawal,
  known: StoredReportIssue,
): Promise<StoredReportIssue> {
  const { nextAtMs: _, number, readers: __, ...rest } = known;
  if (number === undefined) return rest;
  let withdrawn: StoredReportIssue = { ...rest, number, questions: [] };
  const decisions = await context.store.listDecisions(repository.id);
  const readers = { catalog: catalog ?? { metrics: [] }, audience: toMetricVisibility(repository) };
  const record = renderReportRecord(buildReportRecord([], decisions, readers));
  const pending = known.parts
    .map((part, place) => ({
      part,
      place,
      body: [`${toReportMarker(place)}\n${WITHDRAWN}`, ...(place === 0 ? [record] : [])].join("\n\n"),
    }))
    .filter(({ part, body }) => part.shown !== context.hash(body));
  if (pending.length === 0) return withdrawn;
  if ((await context.github.readIssue(repository, number)) === undefined) return { ...rest, parts: [] };
  for (const { part, place, body } of pending) {
    if (place === 0) await context.github.updateIssue(repository, number, body);
    else if (part.commentId !== undefined) {
      await context.github.updateComment(repository, part.commentId, body);
    }
    withdrawn = { ...withdrawn, parts: withdrawn.parts.with(place, { ...part, shown: context.hash(body) }) };
    await saveUnderClaim({ context, claim }, { reportIssues: [withdrawn] });
  }
  context.log.info({ issue: number }, "report withdrawn");
  return withdrawn;
}
