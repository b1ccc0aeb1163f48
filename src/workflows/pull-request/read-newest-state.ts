import type { PullRequestState } from "../../model/pull-request.ts";
import type { Repository } from "../../model/repository.ts";
import type { PullRequestName } from "../ports/git-hub.ts";
import type { LookContext } from "../service-context.ts";
import type { FoldedDeliveries } from "./fold-deliveries.ts";

export type NewestState =
  | { readonly kind: "known"; readonly state: PullRequestState }
  | { readonly kind: "lagging"; readonly untilMs: number; readonly why: string }
  | { readonly kind: "gone" };

/** GitHub's reads lag behind its webhooks by up to half a minute: when to look again, after what the event told. */
export const LOOK_AGAIN_AFTER_MS = [2_000, 5_000, 15_000, 30_000] as const;

/**
 * The newest state: what the webhooks told, and only where they can't decide (two states of one second, or none at
 * all) what GitHub answers. An answer older than a webhook is not believed.
 */
export async function readNewestState(
  context: LookContext,
  repository: Repository,
  asked: { readonly subject: { readonly number: number }; readonly folded: FoldedDeliveries },
): Promise<NewestState> {
  const { folded } = asked;
  const { state, isAmbiguous } = folded;
  if (state !== undefined && !isAmbiguous) return { kind: "known", state };
  const name = { ...repository, number: asked.subject.number };
  const remembered = findRemembered(context, name, folded);
  if (remembered !== undefined) return { kind: "known", state: remembered };
  const readAtMs = context.now();
  const read = await context.github.readPullRequest(name);
  const isOlder = read === undefined || (state !== undefined && read.updatedAtMs < state.updatedAtMs);
  const isDoubtful = isOlder || (read.updatedAtMs === state?.updatedAtMs && folded.mayBeOlder(read));
  const waitMs =
    state === undefined || !isDoubtful
      ? undefined
      : LOOK_AGAIN_AFTER_MS.find((afterMs) => context.now() - state.updatedAtMs < afterMs);
  if (state !== undefined && waitMs !== undefined) {
    const why = "GitHub's answer may be older than its webhook";
    return { kind: "lagging", untilMs: state.updatedAtMs + waitMs, why };
  }
  if (read === undefined) return { kind: "gone" };
  // After half a minute what came last is taken: the next event or sweep corrects it.
  if (isOlder && state !== undefined) return { kind: "known", state };
  remember(context, name, { readAtMs, state: read });
  return { kind: "known", state: read };
}

type Name = PullRequestName & { readonly id: number };

/** What GitHub answered, and was believed, since the last of the deliveries came in: it tells of them too. */
function findRemembered(
  { memory }: LookContext,
  { id, number }: Name,
  { state: told, lastReceivedAtMs }: FoldedDeliveries,
): PullRequestState | undefined {
  const known = memory.pullRequests.find(`${id}#${number}`);
  if (told === undefined || known === undefined || known.readAtMs <= lastReceivedAtMs) return undefined;
  return known.state.updatedAtMs >= told.updatedAtMs ? known.state : undefined;
}

function remember(
  { memory }: LookContext,
  { id, number }: Name,
  reading: { readonly readAtMs: number; readonly state: PullRequestState },
): void {
  const key = `${id}#${number}`;
  memory.pullRequests.delete(key);
  memory.pullRequests.set(key, reading);
}
