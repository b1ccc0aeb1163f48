import type { StoredComment } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";
import type { StickyCommentTable } from "./tables.ts";

/** Replaces what was known of the comment, an absent id included. */
export async function upsertComment(db: Database, comment: StoredComment, nowMs: number): Promise<void> {
  const rest = {
    comment_id: comment.commentId ?? null,
    shown: comment.shown,
    audience: comment.audience ?? null,
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
    .selectAll()
    .where("repository_id", "=", comment.repositoryId)
    .where("number", "=", comment.number)
    .where("kind", "=", comment.kind)
    .executeTakeFirst();
  return row && toComment(row);
}

/** Those that stand on GitHub and were not written for everybody, on pull requests in any state; by number, then kind. */
export async function listCommentsForFew(
  db: Database,
  repositoryId: number,
): Promise<readonly StoredComment[]> {
  const rows = await db
    .selectFrom("sticky_comment")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("comment_id", "is not", null)
    .where(({ eb, or }) => or([eb("audience", "is", null), eb("audience", "<>", "public")]))
    .orderBy("number")
    .orderBy("kind")
    .execute();
  return rows.map(toComment);
}

function toComment(row: StickyCommentTable): StoredComment {
  return {
    repositoryId: row.repository_id,
    number: row.number,
    kind: row.kind,
    ...(row.comment_id === null ? {} : { commentId: row.comment_id }),
    shown: row.shown,
    ...(row.audience === null ? {} : { audience: row.audience }),
  };
}
