import { PRIORITY, type Subject } from "../model/subject.ts";
import { answerMergeGroup } from "./answer-merge-group.ts";
import { lookAtBackfill } from "./backfill/look-at-backfill.ts";
import { lookAtDeliveryLog } from "./healing/look-at-delivery-log.ts";
import { isSubjectGone } from "./is-subject-gone.ts";
import { lookAtInstallation } from "./look-at-installation.ts";
import { lookAtRepository } from "./look-at-repository.ts";
import { GitHubError } from "./ports/git-hub-error.ts";
import type { ServiceLog } from "./ports/service-log.ts";
import type { WorkClaim } from "./ports/service-store.ts";
import { lookAtPullRequest } from "./pull-request/look-at-pull-request.ts";
import { lookAtReport } from "./report/look-at-report.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext, ServiceContext } from "./service-context.ts";
import { lookAtSummary } from "./summary/look-at-summary.ts";
import { lookAtSummaryIssue } from "./summary/look-at-summary-issue.ts";
import { listForgottenChecks } from "./withdrawals.ts";

/** GitHub's reads lag behind its webhooks by up to half a minute. */
const LONGEST_LAG_MS = 30_000;

/** Looks at a subject. Throws a failure of the kind `gone` only where the subject itself is no longer there. */
export async function lookAtSubject(
  service: ServiceContext,
  claim: WorkClaim,
  log: ServiceLog,
): Promise<LookOutcome> {
  const { subject } = claim;
  const own = log.child({
    installation: subject.installationId,
    deliveries: claim.deliveries.map(({ id }) => id),
  });
  const context = { ...service, log: own, github: service.app.forInstallation(subject.installationId) };
  try {
    return await lookAtKind(context, claim);
  } catch (error) {
    if (!(error instanceof GitHubError) || error.failure.kind !== "gone") throw error;
    const { status } = error.failure;
    const isGone = await isSubjectGone(context.github, subject);
    if (isGone && !isNews(claim, service.now())) throw error;
    const message = `${error.message}${isGone ? "" : ", though its subject is still there"}`;
    throw new GitHubError({ kind: "lagging", status, message }, { cause: error });
  }
}

/** A webhook of this half minute told of it: then GitHub may only not show it yet. */
function isNews({ subject, deliveries }: WorkClaim, nowMs: number): boolean {
  if (subject.kind !== "pull-request" && subject.kind !== "head" && subject.kind !== "merge-group")
    return false;
  return deliveries.some(({ receivedAtMs }) => nowMs - receivedAtMs < LONGEST_LAG_MS);
}

/** What is done for each kind of subject. */
async function lookAtKind(context: LookContext, claim: WorkClaim): Promise<LookOutcome> {
  const { subject } = claim;
  switch (subject.kind) {
    case "pull-request":
      return lookAtPullRequest(context, claim, subject);
    case "head":
      return lookAtHead(context, claim, subject);
    case "merge-group":
      return answerMergeGroup(context, claim, subject);
    case "backfill":
      return lookAtBackfill(context, claim, subject);
    case "repository":
      return lookAtRepository(context, claim, subject);
    case "report":
      return lookAtReport(context, claim, subject);
    case "summary":
      return lookAtSummary(context, claim, subject);
    case "summary-issue":
      return lookAtSummaryIssue(context, claim, subject);
    case "installation":
      return lookAtInstallation(context, claim, subject);
    case "delivery-log":
      return lookAtDeliveryLog(context, context.healing);
  }
}

/**
 * Somebody asked for the checks of a commit again: each open pull request that has it as head is looked at, and what
 * the store thinks is shown there is forgotten, so that it is written anew.
 */
async function lookAtHead(
  context: LookContext,
  _claim: WorkClaim,
  subject: Extract<Subject, { kind: "head" }>,
): Promise<LookOutcome> {
  const { installationId, repositoryId, headSha } = subject;
  const states = await context.store.listPullRequestsByHead(repositoryId, headSha);
  const open = states.filter(({ status }) => status === "open");
  context.log.info({ pullRequests: open.length }, "checks asked for again");
  return {
    settlement: { kind: "done" },
    writes: {
      checks: await listForgottenChecks(context.store, { repositoryId, headSha }),
      bumps: open.map(({ number }) => ({
        subject: { kind: "pull-request", installationId, repositoryId, number },
        priority: PRIORITY.person,
      })),
    },
  };
}
