import { isFinal } from "../is-final.ts";
import type { Reaction } from "../ports/git-hub.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/**
 * Whom a comment or reaction answers: the app itself, for its sticky comments; somebody whose command is not heard,
 * all such people together; or one who may answer.
 */
export type Addressee = "own" | "refused" | `person ${number}`;

/** More of them in an hour on one pull request are no conversation any more. What strangers get starves nobody else. */
const MOST_AN_HOUR = { own: 5, refused: 2, person: 5 } as const;
const MOST_OF_ALL_AN_HOUR = 20;

/**
 * Runs a write of a comment or a reaction unless this pull request or its addressee had their share; answers whether
 * it was written. What it is about may be deleted or locked by now: a refusal is told, and the look goes on.
 */
export async function writeContent(
  look: PullRequestLook,
  write: () => Promise<void>,
  addressee: Addressee = "own",
): Promise<boolean> {
  const { context, repository, state } = look;
  const all = `${repository.id}:${state.number}`;
  const own = `${all}:${addressee}`;
  const countOf = (key: string): number => context.memory.contentWrites.find(key) ?? 0;
  const most = addressee === "own" || addressee === "refused" ? MOST_AN_HOUR[addressee] : MOST_AN_HOUR.person;
  if (countOf(own) >= most || countOf(all) >= MOST_OF_ALL_AN_HOUR) {
    context.log.warn(
      { addressee, written: countOf(own), writtenToAll: countOf(all) },
      "comment or reaction left out: too many on this pull request in an hour",
    );
    return false;
  }
  const count = (): void => {
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

export async function react(
  look: PullRequestLook,
  { commentId, addressee }: { readonly commentId: number; readonly addressee: Addressee },
  reaction: Reaction,
): Promise<boolean> {
  const { github } = look.context;
  return writeContent(look, () => github.addReaction(look.repository, commentId, reaction), addressee);
}
