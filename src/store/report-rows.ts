import type { Reading } from "../model/reading.ts";
import type { Subject } from "../model/subject.ts";
import type { StoredDecision, StoredReportIssue } from "../workflows/ports/report-store.ts";
import type { Database, Engine } from "./engine.ts";

/** Replaces what was known of the issue, an absent number included. */
export async function upsertReportIssue(db: Database, issue: StoredReportIssue): Promise<void> {
  const rest = {
    number: issue.number ?? null,
    parts: JSON.stringify(issue.parts),
    questions: JSON.stringify(issue.questions),
    next_at_ms: issue.nextAtMs ?? null,
    readers: issue.readers ?? null,
  };
  await db
    .insertInto("report_issue")
    .values({ repository_id: issue.repositoryId, ...rest })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(rest))
    .execute();
}

export async function findReportIssue(
  db: Database,
  repositoryId: number,
): Promise<StoredReportIssue | undefined> {
  const row = await db
    .selectFrom("report_issue")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    repositoryId,
    ...(row.number === null ? {} : { number: row.number }),
    parts: JSON.parse(row.parts) as StoredReportIssue["parts"],
    questions: parseQuestions(row.questions),
    ...(row.next_at_ms === null ? {} : { nextAtMs: row.next_at_ms }),
    ...(row.readers === null ? {} : { readers: row.readers }),
  };
}

/** Longest due first. */
export async function listDueReports(db: Database, nowMs: number): Promise<readonly Subject[]> {
  const rows = await db
    .selectFrom("report_issue as i")
    .innerJoin("repository as r", "r.id", "i.repository_id")
    .select(["r.id", "r.installation_id"])
    .where("i.next_at_ms", "<=", nowMs)
    .where("r.is_deleted", "=", 0)
    .orderBy("i.next_at_ms")
    .execute();
  return rows.map(({ id, installation_id }) => ({
    kind: "report",
    installationId: installation_id,
    repositoryId: id,
  }));
}

/** A former version stored their text alone. */
function parseQuestions(text: string): StoredReportIssue["questions"] {
  const questions = JSON.parse(text) as readonly (string | StoredReportIssue["questions"][number])[];
  return questions.map((one) => (typeof one === "string" ? { question: one } : one));
}

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

/** As ServiceStore.saveReadings: in one transaction, so that a file is taken whole or not at all. */
export function saveReadings(
  engine: Engine,
  repositoryId: number,
  readings: readonly Reading[],
): Promise<number> {
  return engine.inTransaction(async (db) => {
    const known = new Map((await listReadings(db, repositoryId)).map((one) => [toKey(one), one.value]));
    let changed = 0;
    for (const reading of readings) {
      if (known.get(toKey(reading)) === reading.value) continue;
      changed += 1;
      await db
        .insertInto("reading")
        .values({
          repository_id: repositoryId,
          metric: reading.metric,
          at_day: reading.at,
          source: reading.source,
          value: reading.value,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["repository_id", "metric", "at_day", "source"])
            .doUpdateSet({ value: reading.value }),
        )
        .execute();
    }
    return changed;
  });
}

/** Sorted here and not by the database: PostgreSQL orders text by the rules of a language. */
export async function listReadings(db: Database, repositoryId: number): Promise<readonly Reading[]> {
  const rows = await db.selectFrom("reading").selectAll().where("repository_id", "=", repositoryId).execute();
  return rows
    .map(({ metric, at_day, value, source }): Reading => ({ metric, at: at_day, value, source }))
    .sort((one, other) => (toKey(one) < toKey(other) ? -1 : 1));
}

function toKey({ metric, at, source }: Reading): string {
  return `${metric} ${at} ${source}`;
}
