import { CHECK_NAME } from "../../check/check-record.ts";
import type { FoldedDeliveries } from "./fold-deliveries.ts";
import { findOwnCheckRun, listRestoredWrites } from "./list-restored-writes.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";

/** A pull request opened this lately, told by its own `opened` event, can carry nothing of ours yet. */
const JUST_OPENED_MS = 600_000;

/** Former heads that are looked at: a button's answer is carried from each head to the next that has a check. */
const MOST_FORMER_HEADS = 2;

/**
 * At the first contact with a pull request that may be older than the store: takes back what its check says, above
 * all what a button said, which stands nowhere else. A head that was pushed while the store was away has no check
 * yet; the one that it replaced has.
 */
export async function restoreCheck(
  look: PullRequestLook,
  { isOpened, formerHeads }: Pick<FoldedDeliveries, "isOpened" | "formerHeads">,
): Promise<void> {
  const { context, repository, state } = look;
  if ((await context.store.findLastCheck(repository.id, state.number, CHECK_NAME)) !== undefined) return;
  if (isOpened && context.now() - state.createdAtMs < JUST_OPENED_MS) return;
  const former = formerHeads.filter((head) => head !== state.headSha).slice(0, MOST_FORMER_HEADS);
  for (const headSha of [state.headSha, ...former]) {
    const run = findOwnCheckRun(await context.github.listOurCheckRuns(repository, headSha), state.number);
    if (run === undefined) continue;
    const writes = listRestoredWrites({ repositoryId: repository.id, number: state.number, headSha }, run);
    const hasRecord = writes.checks.some(({ record }) => record !== undefined);
    context.log.info({ checkRun: run.id, record: hasRecord }, "check restored from GitHub");
    await saveUnderClaim(look, writes);
    return;
  }
}
