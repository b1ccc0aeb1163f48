import { CHECK_NAME, parseCheckRecord } from "../../check/check-record.ts";
import type { CheckRecord } from "../../model/check.ts";
import type { CheckRun } from "../ports/git-hub.ts";
import type { StoredStatement, StoreWrites } from "../ports/service-store.ts";
import type { FoldedDeliveries } from "./fold-deliveries.ts";
import { type PullRequestLook, saveUnderClaim, toExternalId } from "./pull-request-look.ts";

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

interface CheckedHead {
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
}

/** Our check among the runs of a head: two pull requests can share one, and only one of them has the check. */
export function findOwnCheckRun(runs: readonly CheckRun[], number: number): CheckRun | undefined {
  return runs.find(({ name, externalId }) => name === CHECK_NAME && externalId === toExternalId(number));
}

/** What a check on GitHub tells a store that does not know it, above all what a button said. */
export function listRestoredWrites(
  { repositoryId, number, headSha }: CheckedHead,
  run: CheckRun,
): Required<Pick<StoreWrites, "checks" | "statements">> {
  const record = parseCheckRecord(run.text);
  const check = {
    repositoryId,
    headSha,
    name: CHECK_NAME,
    number,
    checkRunId: run.id,
    shown: "",
    ...(record === undefined ? {} : { record }),
  };
  const button = record?.button;
  const statements: readonly StoredStatement[] =
    button === undefined
      ? []
      : [
          {
            repositoryId,
            number,
            source: "button",
            originId: run.id,
            position: 0,
            text: toButtonText(button),
            actorId: button.actorId,
            saidAtMs: button.saidAtMs,
            accepted: true,
          },
        ];
  return { checks: [check], statements };
}

function toButtonText({ identifier, claims }: NonNullable<CheckRecord["button"]>): string {
  return identifier === "yes"
    ? claims.map(({ metric, effect }) => `${effect} ${metric}`).join(", ")
    : identifier;
}
