import { PRIORITY, type Subject } from "../model/subject.ts";
import { listForgottenChecks } from "./list-forgotten-checks.ts";
import type { WorkClaim } from "./ports/service-store.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext } from "./service-context.ts";

/**
 * Somebody asked for the checks of a commit again: each open pull request that has it as head is looked at, and what
 * the store thinks is shown there is forgotten, so that it is written anew.
 */
export async function lookAtHead(
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
