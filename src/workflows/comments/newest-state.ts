import type { HeardComment } from "../ports/service-store.ts";
import type { CommentFields, CommentThread } from "./command.ts";

type Thread = Pick<CommentThread, "context" | "repository" | "number">;

/** The state of a comment that is to be remembered as processed. */
export function toHeard(
  { context, repository, number }: Thread,
  { commentId, action, updatedAtMs, body }: CommentFields,
  before: HeardComment | undefined,
): HeardComment {
  return {
    repositoryId: repository.id,
    number,
    commentId,
    action,
    updatedAtMs: Math.max(updatedAtMs, before?.updatedAtMs ?? 0),
    bodyHash: context.hash(body),
    ...(before?.reaction === undefined ? {} : { reaction: before.reaction }),
  };
}

/**
 * The comment to process: as it was received, or, where two states share a second, as it stands on GitHub now;
 * undefined where a newer state of it was processed already.
 */
export async function readNewestState(
  thread: Thread,
  received: CommentFields,
  before: HeardComment | undefined,
): Promise<CommentFields | undefined> {
  const order = before === undefined ? "newer" : compareStates(toHeard(thread, received, undefined), before);
  switch (order) {
    case "newer":
      return received;
    case "older":
      return undefined;
    case "unclear": {
      const current = await thread.context.github.readComment(thread.repository, received.commentId);
      if (current === undefined) return { ...received, action: "deleted", body: "" };
      const { body, updatedAtMs } = current;
      // GitHub's reads lag behind its webhooks.
      return updatedAtMs < received.updatedAtMs ? received : { ...received, body, updatedAtMs };
    }
  }
}

/** `newer` also for the same once more: what a look that stopped short left undone is done then. */
function compareStates(received: HeardComment, before: HeardComment): "newer" | "older" | "unclear" {
  if (received.action === "deleted") return "newer";
  if (before.action === "deleted") return "older";
  if (received.updatedAtMs !== before.updatedAtMs) {
    return received.updatedAtMs > before.updatedAtMs ? "newer" : "older";
  }
  if (received.bodyHash === before.bodyHash) return "newer";
  if (received.action !== before.action) return received.action === "edited" ? "newer" : "older";
  return "unclear";
}
