import type { HeardComment } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";

export async function upsertHeardComment(db: Database, heard: HeardComment, nowMs: number): Promise<void> {
  const rest = {
    action: heard.action,
    updated_at_ms: heard.updatedAtMs,
    body_hash: heard.bodyHash,
    reaction: heard.reaction ?? null,
    written_at_ms: nowMs,
  };
  await db
    .insertInto("heard_comment")
    .values({
      repository_id: heard.repositoryId,
      number: heard.number,
      comment_id: heard.commentId,
      ...rest,
    })
    .onConflict((conflict) => conflict.columns(["repository_id", "number", "comment_id"]).doUpdateSet(rest))
    .execute();
}

export async function findHeardComment(
  db: Database,
  { repositoryId, number, commentId }: Pick<HeardComment, "repositoryId" | "number" | "commentId">,
): Promise<HeardComment | undefined> {
  const row = await db
    .selectFrom("heard_comment")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .where("comment_id", "=", commentId)
    .executeTakeFirst();
  return (
    row && {
      repositoryId: row.repository_id,
      number: row.number,
      commentId: row.comment_id,
      action: row.action,
      updatedAtMs: row.updated_at_ms,
      bodyHash: row.body_hash,
      ...(row.reaction === null ? {} : { reaction: row.reaction }),
    }
  );
}
