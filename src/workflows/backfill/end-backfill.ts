import { PRIORITY } from "../../model/subject.ts";
import type { BackfillCounts, StoredBackfill } from "../ports/backfill-store.ts";
import type { StoreWrites } from "../ports/service-store.ts";
import { adoptReportIssue } from "../report/adopt-report-issue.ts";
import { toReaders } from "../report/made-report.ts";
import { listFirstReport } from "../report/schedule-reports.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { BackfillLook } from "./backfill-look.ts";

/** All is read and assessed: what was decided below the report is taken in, and the report may come. */
export async function endBackfill(look: BackfillLook, backfill: StoredBackfill): Promise<LookOutcome> {
  const { context, repository, effective } = look;
  context.log.info(backfill.counts, "back-fill done");
  const { cursor: _, ...rest } = backfill;
  const { policy } = effective;
  const report = await findReportLeftBehind(look);
  const first = policy === undefined ? [] : await listFirstReport(context.store, repository, policy.catalog);
  const writes: StoreWrites = {
    ...report,
    backfills: [{ ...rest, phase: "done", ...(await findWhole(look, backfill)) }],
    bumps: [...first, ...report.bumps],
  };
  return { settlement: { kind: "done" }, writes };
}

async function findWhole(
  { context, repository }: BackfillLook,
  { counts }: StoredBackfill,
): Promise<Pick<StoredBackfill, "wholeSinceMs">> {
  if (!isWhole(counts)) return {};
  const span = await context.store.findLandedSpan(repository.id);
  return { wholeSinceMs: span?.oldestMs ?? context.now() };
}

/**
 * What was decided below a report that a lost store left behind is a part of what was said before. The report itself
 * waits for the end of back-fill, and is looked at whether it is wanted today or not.
 */
async function findReportLeftBehind(
  look: BackfillLook,
): Promise<StoreWrites & Required<Pick<StoreWrites, "reportIssues" | "bumps">>> {
  const { context, repository, effective } = look;
  const { id: repositoryId, installationId } = repository;
  const known = await context.store.findReportIssue(repositoryId);
  const catalog = effective.policy?.catalog;
  const readers = catalog && toReaders(catalog, repository);
  const adopted = known === undefined ? await adoptReportIssue(look, readers) : undefined;
  const issue = adopted?.issue ?? known;
  const isLeftBehind = issue?.parts.some(({ shown }) => shown === "") === true;
  return {
    ...adopted?.writes,
    reportIssues: adopted === undefined ? [] : [adopted.issue],
    bumps: isLeftBehind
      ? [{ subject: { kind: "report", installationId, repositoryId }, priority: PRIORITY.sweep }]
      : [],
  };
}

/** Whether every pull request that was ever merged was read, and each landed within the span. */
export function isWhole({ total, read, open, merged }: BackfillCounts): boolean {
  return read === total && open + merged === total;
}
