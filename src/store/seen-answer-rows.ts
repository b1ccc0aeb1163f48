import type { StoredSeenAnswer } from "../workflows/ports/summary-store.ts";
import type { Database } from "./engine.ts";

/** What a comment says now, in place of what it said before; nothing: it was taken back. */
export async function replaceSeenAnswers(
  db: Database,
  {
    repositoryId,
    commentId,
    answers,
  }: {
    readonly repositoryId: number;
    readonly commentId: number;
    readonly answers: readonly StoredSeenAnswer[];
  },
): Promise<void> {
  await db
    .deleteFrom("seen_answer")
    .where("repository_id", "=", repositoryId)
    .where("comment_id", "=", commentId)
    .execute();
  if (answers.length === 0) return;
  await db
    .insertInto("seen_answer")
    .values(
      answers.map(({ position, about, verdict, words, saidAtMs }) => ({
        repository_id: repositoryId,
        comment_id: commentId,
        position,
        about_repository_id: about.repositoryId,
        about_number: about.number,
        verdict,
        words,
        said_at_ms: saidAtMs,
      })),
    )
    .execute();
}

export async function listSeenAnswers(
  db: Database,
  repositoryId: number,
  span: { readonly sinceMs: number; readonly untilMs: number },
): Promise<readonly StoredSeenAnswer[]> {
  const rows = await db
    .selectFrom("seen_answer")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("said_at_ms", ">=", span.sinceMs)
    .where("said_at_ms", "<", span.untilMs)
    .orderBy("said_at_ms")
    .orderBy("comment_id")
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    repositoryId,
    commentId: row.comment_id,
    position: row.position,
    about: { repositoryId: row.about_repository_id, number: row.about_number },
    verdict: row.verdict,
    words: row.words,
    saidAtMs: row.said_at_ms,
  }));
}
