import type { Reaction } from "../ports/git-hub.ts";
import type { HeardComment } from "../ports/service-store.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import { type Addressee, writeContent } from "../pull-request/write-content.ts";
import type { LiveThread, ProcessedComment } from "./process-comments.ts";

type Acknowledgement = NonNullable<HeardComment["reaction"]>;

const REACTIONS: Readonly<Record<Acknowledgement, Reaction>> = {
  "+1": "+1",
  shared: "+1",
  confused: "confused",
  outranked: "confused",
};

/**
 * Gives comments their reactions. Thumbs-up: accepted, and back-fill may trust it. Confused: not understood, not
 * allowed, or outranked, by what says the check. A comment carries one of them at most, and none once its commands
 * were edited away.
 *
 * @param outranked Comments whose command does not count because a stronger place says something else.
 */
export async function acknowledgeComments(
  thread: LiveThread,
  processed: readonly ProcessedComment[],
  outranked: ReadonlySet<number> = new Set(),
): Promise<void> {
  for (const one of processed) {
    if (one.comment.action === "deleted") continue;
    for (const answer of one.answers) await answer();
    const wanted = toWanted(one, outranked);
    const { author, action } = one.comment;
    // A store that was lost does not know what an edited comment carries.
    const isSure = one.heard.reaction !== undefined || action === "created";
    await reconcileReaction(thread, one.heard, {
      wanted,
      isSure,
      addressee: one.verdict === "refused" ? "refused" : `person ${author.id}`,
    });
  }
}

/** Commands that are outranked from now on, or no longer, whatever this look was for. */
export async function reconcileOutranked(thread: LiveThread, outranked: ReadonlySet<number>): Promise<void> {
  const { context, repository, number } = thread;
  const statements = await context.store.listStatements(repository.id, number);
  const commands = statements.filter(({ source, accepted }) => source === "command" && accepted);
  for (const [commentId, actorId] of new Map(commands.map((one) => [one.originId, one.actorId]))) {
    const heard = await context.store.findHeardComment(repository.id, number, commentId);
    const isOutranked = outranked.has(commentId);
    if (heard?.reaction !== (isOutranked ? "+1" : "outranked")) continue;
    await reconcileReaction(thread, heard, {
      wanted: isOutranked ? "outranked" : "+1",
      isSure: true,
      addressee: `person ${actorId}`,
    });
  }
}

function toWanted(
  { comment, verdict, heard, isShared }: ProcessedComment,
  outranked: ReadonlySet<number>,
): Acknowledgement | undefined {
  switch (verdict) {
    case "refused":
    case "unclear":
      return "confused";
    case "accepted":
      if (isShared) return "shared";
      return outranked.has(comment.commentId) ? "outranked" : "+1";
    case "silent":
      return heard.reaction;
    case "nothing":
      return undefined;
  }
}

interface WantedReaction {
  readonly wanted: Acknowledgement | undefined;
  /** Whether it is known which one the comment carries. */
  readonly isSure: boolean;
  readonly addressee: Addressee;
}

/** One reaction is given once: a look that is done again asks nothing of GitHub for it. */
async function reconcileReaction(
  thread: LiveThread,
  heard: HeardComment,
  { wanted, isSure, addressee }: WantedReaction,
): Promise<void> {
  const { context, repository, number } = thread;
  const { reaction: before, ...rest } = heard;
  if (before === wanted) return;
  const standing = before && REACTIONS[before];
  const next = wanted && REACTIONS[wanted];
  const stale = isSure ? standing : next === "+1" ? "confused" : "+1";
  const write = async (): Promise<void> => {
    if (stale !== undefined) await context.github.removeReaction(repository, rest.commentId, stale);
    if (next !== undefined) await context.github.addReaction(repository, rest.commentId, next);
  };
  // Back-fill trusts the thumbs-up: without it an answer would be lost. Taking one away says nothing to anybody.
  const isDue = next !== "confused";
  const place = { context, repository, state: { number } };
  if (standing !== next && !(await writeContent(place, write, isDue ? "accepted" : addressee))) return;
  await saveUnderClaim(thread, {
    heardComments: [{ ...rest, ...(wanted === undefined ? {} : { reaction: wanted }) }],
  });
}
