import type { StoredStatement } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";

export async function upsertStatement(db: Database, statement: StoredStatement): Promise<void> {
  const rest = {
    text: statement.text,
    actor_id: statement.actorId,
    said_at_ms: statement.saidAtMs,
    is_accepted: statement.accepted ? 1 : 0,
  } as const;
  await db
    .insertInto("statement")
    .values({
      repository_id: statement.repositoryId,
      number: statement.number,
      source: statement.source,
      origin_id: statement.originId,
      position: statement.position,
      ...rest,
    })
    .onConflict((conflict) =>
      conflict.columns(["repository_id", "number", "source", "origin_id", "position"]).doUpdateSet(rest),
    )
    .execute();
}

/** Oldest first; what was said in the same second in the order of the comments, which have growing ids. */
export async function listStatements(
  db: Database,
  repositoryId: number,
  number: number,
): Promise<readonly StoredStatement[]> {
  const rows = await db
    .selectFrom("statement")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .orderBy("said_at_ms")
    .orderBy("origin_id")
    .orderBy("position")
    .orderBy("source")
    .execute();
  return rows.map((row) => ({
    repositoryId: row.repository_id,
    number: row.number,
    source: row.source,
    originId: row.origin_id,
    position: row.position,
    text: row.text,
    actorId: row.actor_id,
    saidAtMs: row.said_at_ms,
    accepted: row.is_accepted === 1,
  }));
}
