import type { Repository } from "../../model/repository.ts";
import type { Subject } from "../../model/subject.ts";
import { listComments, processIssueComments } from "../comments/process-issue-comments.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import type { LookOutcome } from "../run-worker.ts";
import type { LookContext } from "../service-context.ts";
import { adoptSummaries, saveAdopted } from "./adopt-summaries.ts";
import { withdrawSummaries } from "./withdraw-summaries.ts";

/** What is said below a summary, or withdrawn of it because more people can read it now. */
export async function lookAtSummaryIssue(
  context: LookContext,
  claim: WorkClaim,
  { repositoryId }: Extract<Subject, { kind: "summary-issue" }>,
): Promise<LookOutcome> {
  const repository = await context.store.findRepository(repositoryId);
  if (repository === undefined) {
    return { settlement: { kind: "superseded", why: "the repository is not known" }, writes: {} };
  }
  const look = { context, claim, repository };
  const issue = await context.store.findSummaryIssue(repository.ownerId, repositoryId);
  const comments = listComments(claim);
  // A lost store finds the issue again with the first answer below it.
  if (issue?.number === undefined && comments.length > 0) await adopt(look);
  await withdrawSummaries(look);
  // Who answers a brief may reply to the report in the same comment.
  const report = await context.store.findReportIssue(repositoryId);
  await processIssueComments(look, comments, report?.nextAtMs === undefined ? undefined : report);
  return { settlement: { kind: "done" }, writes: {} };
}

async function adopt({
  context,
  claim,
  repository,
}: {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly repository: Repository;
}): Promise<void> {
  const adoption = { context, claim, organisationId: repository.ownerId };
  await saveAdopted(adoption, repository, await adoptSummaries(adoption, repository));
}
