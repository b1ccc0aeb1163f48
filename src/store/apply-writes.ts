import type { StoreWrites } from "../workflows/ports/service-store.ts";
import { upsertBackfill, upsertLinkedIssue } from "./backfill-rows.ts";
import { bumpWork } from "./bump-work.ts";
import { upsertCatalog } from "./catalog-file-rows.ts";
import { updateShown, upsertCheck } from "./check-run-rows.ts";
import { insertInsight, upsertComment, upsertHeardComment } from "./comment-rows.ts";
import { replaceCreditStatements, upsertOptOut } from "./credit-rows.ts";
import type { Database } from "./engine.ts";
import { removeInstallations, upsertInstallation } from "./installation-rows.ts";
import { upsertChange, upsertPaths } from "./landed-change-rows.ts";
import { upsertNotes } from "./note-rows.ts";
import { upsertPullRequest } from "./pull-request-rows.ts";
import { upsertDeliveryLogPlace } from "./record-deliveries.ts";
import { upsertDecision, upsertReportIssue } from "./report-rows.ts";
import { markRepositoryGone, upsertListedRepository, upsertRepository } from "./repository-rows.ts";
import { replaceSeenAnswers } from "./seen-answer-rows.ts";
import { upsertStatement } from "./statement-rows.ts";
import { upsertSummaryChannel, upsertSummaryIssue, upsertSummaryWeek } from "./summary-rows.ts";

/** Row by row: a look at a subject writes few, and the same row twice in one statement fails on PostgreSQL. */
export async function applyWrites(db: Database, writes: StoreWrites, nowMs: number): Promise<void> {
  // Removals first: what the same look says of another installation counts.
  await removeInstallations(db, writes.removedInstallationIds ?? [], nowMs);
  await each(writes.installations, (installation) => upsertInstallation(db, installation));
  await each(writes.repositories, (repository) => upsertRepository(db, repository));
  await each(writes.listedRepositories, (repository) => upsertListedRepository(db, repository));
  await each(writes.goneRepositories, (repository) => markRepositoryGone(db, repository));
  await each(writes.pullRequests, (state) => upsertPullRequest(db, state, "<="));
  await each(writes.laggingPullRequests, (state) => upsertPullRequest(db, state, "<"));
  await each(writes.paths, (paths) => upsertPaths(db, paths, nowMs));
  await each(writes.statements, (statement) => upsertStatement(db, statement));
  await each(writes.heardComments, (heard) => upsertHeardComment(db, heard, nowMs));
  await each(writes.checks, (check) => upsertCheck(db, check, nowMs));
  await each(writes.withdrawnChecks, (check) => updateShown(db, check));
  await each(writes.comments, (comment) => upsertComment(db, comment, nowMs));
  await each(writes.changes, (change) => upsertChange(db, change));
  await each(writes.creditComments, (comment) => replaceCreditStatements(db, comment));
  await each(writes.notes, (notes) => upsertNotes(db, notes));
  await each(writes.optOuts, async (optOut) => {
    await upsertOptOut(db, optOut);
  });
  await each(writes.insights, (insight) => insertInsight(db, insight, nowMs));
  await each(writes.catalogs, (catalog) => upsertCatalog(db, catalog));
  await each(writes.decisions, (decision) => upsertDecision(db, decision));
  await each(writes.reportIssues, (issue) => upsertReportIssue(db, issue));
  await each(writes.summaryWeeks, (week) => upsertSummaryWeek(db, week));
  await each(writes.summaryIssues, (issue) => upsertSummaryIssue(db, issue));
  await each(writes.summaryChannels, (channel) => upsertSummaryChannel(db, channel));
  await each(writes.seenComments, (comment) => replaceSeenAnswers(db, comment));
  await each(writes.linkedIssues, (issue) => upsertLinkedIssue(db, issue, nowMs));
  // Behind the issues: the one that says "done" takes them all away.
  await each(writes.backfills, (backfill) => upsertBackfill(db, backfill));
  if (writes.deliveryLogPlace !== undefined) await upsertDeliveryLogPlace(db, writes.deliveryLogPlace);
  await bumpWork(db, writes.bumps ?? [], nowMs);
}

async function each<Row>(
  rows: readonly Row[] | undefined,
  write: (row: Row) => Promise<void>,
): Promise<void> {
  for (const row of rows ?? []) await write(row);
}
