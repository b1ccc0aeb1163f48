import type { StoredInsight } from "../workflows/ports/insight-store.ts";
import type { Database } from "./engine.ts";

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
