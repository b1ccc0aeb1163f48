import type { DeadWork } from "../workflows/ports/service-store.ts";
import type { Engine } from "./engine.ts";

const KEYS_AT_ONCE = 500;

/** As ServiceStore.listDeadWork: newest first. */
export async function listDeadWork({ db }: Pick<Engine, "db">, limit: number): Promise<readonly DeadWork[]> {
  const rows = await db
    .selectFrom("work")
    .select(["key", "state", "why", "changed_at_ms"])
    .where("state", "in", ["dead", "quarantined"])
    .orderBy("changed_at_ms", "desc")
    .orderBy("key")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: row.key,
    state: row.state === "quarantined" ? "quarantined" : "dead",
    why: row.why ?? "",
    sinceMs: row.changed_at_ms,
  }));
}

/** As ServiceStore.retryDeadWork: with the deliveries that were given up, and as if it had never failed. */
export function retryDeadWork(engine: Engine, keys: readonly string[]): Promise<number> {
  return engine.inTransaction(async (db) => {
    const nowMs = await engine.readNow(db);
    const sorted = [...new Set(keys)].sort();
    let retried = 0;
    for (let start = 0; start < sorted.length; start += KEYS_AT_ONCE) {
      const woken = await db
        .updateTable("work")
        .set({
          state: "waiting",
          attempts: 0,
          deaths: 0,
          not_before_ms: 0,
          waiting_since_ms: nowMs,
          why: null,
          changed_at_ms: nowMs,
        })
        .where("key", "in", sorted.slice(start, start + KEYS_AT_ONCE))
        .where("state", "in", ["dead", "quarantined"])
        .returning("key")
        .execute();
      if (woken.length === 0) continue;
      retried += woken.length;
      await db
        .updateTable("delivery")
        .set({ state: "undone", why: null })
        .where(
          "subject_key",
          "in",
          woken.map(({ key }) => key),
        )
        .where("state", "=", "dead")
        .execute();
    }
    return retried;
  });
}
