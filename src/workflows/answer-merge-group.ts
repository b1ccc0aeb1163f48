import { CHECK_NAME } from "../check/check-record.ts";
import { MERGE_QUEUE_CHECK } from "../check/render-check.ts";
import type { Subject } from "../model/subject.ts";
import type { StoredCheck, WorkClaim } from "./ports/service-store.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext } from "./service-context.ts";
import { StaleClaimError } from "./stale-claim-error.ts";

/** Answers a merge queue from the payload alone: a required check that is silent here holds up everybody. */
export async function answerMergeGroup(
  context: LookContext,
  claim: WorkClaim,
  { repositoryId, headSha }: Extract<Subject, { kind: "merge-group" }>,
): Promise<LookOutcome> {
  const repository =
    claim.deliveries
      .flatMap(({ fields }) => (fields.kind === "merge-group" ? [fields.repository] : []))
      .at(-1) ?? (await context.store.findRepository(repositoryId));
  if (repository === undefined) {
    return { settlement: { kind: "superseded", why: "the repository is not known" }, writes: {} };
  }
  const known = await context.store.findCheck(repositoryId, headSha, CHECK_NAME);
  if (known?.checkRunId !== undefined) return { settlement: { kind: "done" }, writes: {} };
  const check: StoredCheck = {
    repositoryId,
    headSha,
    name: CHECK_NAME,
    number: 0,
    shown: MERGE_QUEUE_CHECK.title,
  };
  if (known === undefined) {
    if ((await context.store.save(claim, { checks: [check] })) === "refused")
      throw new StaleClaimError(claim.key);
  } else {
    const [run] = (await context.github.listOurCheckRuns(repository, headSha)).filter(
      ({ name }) => name === CHECK_NAME,
    );
    if (run !== undefined) {
      return { settlement: { kind: "done" }, writes: { checks: [{ ...check, checkRunId: run.id }] } };
    }
  }
  const { id } = await context.github.createCheckRun(repository, {
    name: CHECK_NAME,
    headSha,
    externalId: "merge-group",
    output: MERGE_QUEUE_CHECK,
  });
  context.log.info({}, "merge queue answered");
  return { settlement: { kind: "done" }, writes: { checks: [{ ...check, checkRunId: id }] } };
}
