import { CHECK_NAME } from "../../check/check-record.ts";
import type { AssessedChange } from "../../model/assessed-change.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import { assessLandedPullRequest } from "../../tagging/assess-landed-pull-request.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/**
 * What a merged pull request comes to, with all that is known of its landing; undefined without a valid catalog.
 *
 * @param known What was recorded of it before.
 */
export async function assessLanding(
  look: PullRequestLook,
  known: AssessedChange | undefined,
  { facts, assessment }: { readonly facts: PullRequest; readonly assessment: Assessment },
): Promise<AssessedChange | undefined> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  if (policy === undefined) return undefined;
  const check =
    known === undefined
      ? await context.store.findLastCheck(repository.id, state.number, CHECK_NAME)
      : undefined;
  return assessLandedPullRequest(facts, assessment, {
    policy,
    landing: {
      number: state.number,
      sha: state.mergeSha ?? state.headSha,
      landedAtMs: state.mergedAtMs ?? state.updatedAtMs,
      wasAsked: known?.asked ?? check !== undefined,
      wasShown: known === undefined ? check?.record?.shown === true : known.suggested !== undefined,
    },
  });
}
