import type { Subject } from "../model/subject.ts";
import type { StoredReportIssue } from "../workflows/ports/report-store.ts";
import type { Database } from "./engine.ts";

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
