import type { StoredComment } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";

/** Replaces what was known of the comment, an absent id included. */
export async function upsertComment(db: Database, comment: StoredComment, nowMs: number): Promise<void> {
  const rest = {
    comment_id: comment.commentId ?? null,
    shown: comment.shown,
    written_at_ms: nowMs,
  };
  await db
    .insertInto("sticky_comment")
    .values({
      repository_id: comment.repositoryId,
      number: comment.number,
      kind: comment.kind,
      ...rest,
    })
    .onConflict((conflict) => conflict.columns(["repository_id", "number", "kind"]).doUpdateSet(rest))
    .execute();
}

export async function findComment(
  db: Database,
  comment: Pick<StoredComment, "repositoryId" | "number" | "kind">,
): Promise<StoredComment | undefined> {
  const row = await db
    .selectFrom("sticky_comment")
    .select(["comment_id", "shown"])
    .where("repository_id", "=", comment.repositoryId)
    .where("number", "=", comment.number)
    .where("kind", "=", comment.kind)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...comment,
    ...(row.comment_id === null ? {} : { commentId: row.comment_id }),
    shown: row.shown,
  };
}
