import type { DeliveryFields } from "../../model/delivery.ts";
import type { HeardComment } from "../ports/service-store.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

export type CommentFields = Extract<DeliveryFields, { kind: "comment" }>;

/** A pull request or an issue that a comment stands below. */
export interface CommentPlace extends Pick<PullRequestLook, "context" | "repository"> {
  readonly state: Pick<PullRequestLook["state"], "number">;
}

/** The state of a comment that is to be remembered as heard. */
export function toHeard(
  { context, repository, state }: CommentPlace,
  { commentId, action, updatedAtMs, body }: CommentFields,
  before: HeardComment | undefined,
): HeardComment {
  return {
    repositoryId: repository.id,
    number: state.number,
    commentId,
    action,
    updatedAtMs: Math.max(updatedAtMs, before?.updatedAtMs ?? 0),
    bodyHash: context.hash(body),
    ...(before?.reaction === undefined ? {} : { reaction: before.reaction }),
  };
}

/**
 * The comment to hear: as it was told, or, where two states share a second, as it stands on GitHub now; undefined
 * where a newer state of it was heard already.
 */
export async function readNewestComment(
  look: CommentPlace,
  told: CommentFields,
  heard: HeardComment | undefined,
): Promise<CommentFields | undefined> {
  switch (heard === undefined ? "newer" : compareStates(toHeard(look, told, undefined), heard)) {
    case "newer":
      return told;
    case "older":
      return undefined;
    case "unclear": {
      const current = await look.context.github.readComment(look.repository, told.commentId);
      if (current === undefined) return { ...told, action: "deleted", body: "" };
      const { body, updatedAtMs } = current;
      // GitHub's reads lag behind its webhooks.
      return updatedAtMs < told.updatedAtMs ? told : { ...told, body, updatedAtMs };
    }
  }
}

/** `newer` also for the same once more: what a look that stopped short left undone is done then. */
function compareStates(told: HeardComment, heard: HeardComment): "newer" | "older" | "unclear" {
  if (told.action === "deleted") return "newer";
  if (heard.action === "deleted") return "older";
  if (told.updatedAtMs !== heard.updatedAtMs) return told.updatedAtMs > heard.updatedAtMs ? "newer" : "older";
  if (told.bodyHash === heard.bodyHash) return "newer";
  if (told.action !== heard.action) return told.action === "edited" ? "newer" : "older";
  return "unclear";
}
