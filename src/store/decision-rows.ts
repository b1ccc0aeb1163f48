import type { StoredDecision } from "../workflows/ports/report-store.ts";
import type { Database } from "./engine.ts";

/** An empty text takes the decision back. */
export async function upsertDecision(db: Database, decision: StoredDecision): Promise<void> {
  const { repositoryId, commentId, question, text, saidAtMs } = decision;
  if (text === "") {
    await db
      .deleteFrom("decision")
      .where("repository_id", "=", repositoryId)
      .where("comment_id", "=", commentId)
      .execute();
    return;
  }
  const rest = {
    question,
    text,
    said_at_ms: saidAtMs,
    metrics: decision.metrics === undefined ? null : JSON.stringify(decision.metrics),
    audience: decision.audience ?? null,
    areas: decision.areas === undefined ? null : JSON.stringify(decision.areas),
  };
  await db
    .insertInto("decision")
    .values({ repository_id: repositoryId, comment_id: commentId, ...rest })
    .onConflict((conflict) => conflict.columns(["repository_id", "comment_id"]).doUpdateSet(rest))
    .execute();
}

export async function listDecisions(db: Database, repositoryId: number): Promise<readonly StoredDecision[]> {
  const rows = await db
    .selectFrom("decision")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .orderBy("said_at_ms")
    .orderBy("comment_id")
    .execute();
  return rows.map((row) => ({
    repositoryId,
    commentId: row.comment_id,
    question: row.question,
    text: row.text,
    saidAtMs: row.said_at_ms,
    ...(row.metrics === null ? {} : { metrics: JSON.parse(row.metrics) as readonly string[] }),
    ...(row.audience === null ? {} : { audience: row.audience }),
    ...(row.areas === null ? {} : { areas: JSON.parse(row.areas) as readonly string[] }),
  }));
}
