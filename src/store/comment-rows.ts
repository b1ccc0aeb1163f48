import type { StoredInsight } from "../workflows/ports/insight-store.ts";
import type { HeardComment, StoredComment } from "../workflows/ports/service-store.ts";
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

/** The first pull request of a month has the rule: two that are looked at together don't both speak. */
export async function insertInsight(db: Database, insight: StoredInsight, nowMs: number): Promise<void> {
  const { repositoryId, rule, month, number } = insight;
  await db
    .insertInto("insight")
    .values({ repository_id: repositoryId, rule, month, number, written_at_ms: nowMs })
    .onConflict((conflict) => conflict.columns(["repository_id", "rule", "month"]).doNothing())
    .execute();
}

/** By month, then rule. */
export async function listInsights(
  db: Database,
  repositoryId: number,
  of: Pick<StoredInsight, "month" | "number">,
): Promise<readonly StoredInsight[]> {
  const rows = await db
    .selectFrom("insight")
    .select(["rule", "month", "number"])
    // A repository has a row a month for each rule: few enough to be read through its key.
    .where("repository_id", "=", repositoryId)
    .where(({ eb, or }) => or([eb("month", "=", of.month), eb("number", "=", of.number)]))
    .execute();
  return rows
    .map((row) => ({ repositoryId, ...row }))
    .sort((a, b) => (a.month === b.month ? (a.rule < b.rule ? -1 : 1) : a.month < b.month ? -1 : 1));
}
