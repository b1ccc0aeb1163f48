import { isFinal } from "../is-final.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/**
 * Whom a comment or reaction answers: the app itself, for its sticky comments; somebody whose command does not count,
 * all such people together; or one who may answer. `accepted`: a thumbs-up, which is never left out.
 */
export type Addressee = "own" | "refused" | "accepted" | `person ${number}`;

/** More of them in an hour on one pull request are no conversation any more. What strangers get starves nobody else. */
const MOST_AN_HOUR = { own: 5, refused: 2, person: 5 } as const;
const MOST_OF_ALL_AN_HOUR = 20;

/** A pull request, or an issue that is answered in. */
type Place = Pick<PullRequestLook, "context" | "repository"> & {
  readonly state: Pick<PullRequestLook["state"], "number">;
};

/**
 * Runs a write of a comment or a reaction unless this pull request or its addressee had their share; answers whether
 * it was written. What it is about may be deleted or locked by now: a refusal is told, and the look goes on.
 */
export async function writeContent(
  { context, repository, state }: Place,
  write: () => Promise<void>,
  addressee: Addressee = "own",
): Promise<boolean> {
  const all = `${repository.id}:${state.number}`;
  const own = `${all}:${addressee}`;
  const countOf = (key: string): number => context.memory.contentWrites.find(key) ?? 0;
  const most = addressee === "own" || addressee === "refused" ? MOST_AN_HOUR[addressee] : MOST_AN_HOUR.person;
  const isLimited = addressee !== "accepted";
  if (isLimited && (countOf(own) >= most || countOf(all) >= MOST_OF_ALL_AN_HOUR)) {
    context.log.warn(
      { addressee, written: countOf(own), writtenToAll: countOf(all) },
      "comment or reaction left out: too many on this pull request in an hour",
    );
    return false;
  }
  const count = (): void => {
    if (!isLimited) return;
    for (const key of [own, all]) context.memory.contentWrites.set(key, countOf(key) + 1);
  };
  try {
    await write();
  } catch (error) {
    if (!isFinal(error)) throw error;
    count();
    context.log.warn({ addressee, why: error.message }, "comment or reaction refused by GitHub");
    return false;
  }
  count();
  return true;
}
