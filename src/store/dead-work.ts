import { sql } from "kysely";
import type { DeadWork, StoreFigures } from "../workflows/ports/service-store.ts";
import type { Database, Engine } from "./engine.ts";
import { findDeliveryLogPlace } from "./record-deliveries.ts";
import type { WorkState } from "./tables.ts";

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

/**
 * As ServiceStore.readFigures. Deliveries of quarantined subjects are left out: they wait for a person, and would
 * hide behind their age that the rest lags. Leased subjects count as waiting: they are not done.
 */
export async function readFigures(db: Database): Promise<StoreFigures> {
  const isInHand = sql<boolean>`d.state = 'undone' and not exists (
    select 1 from work w where w.key = d.subject_key and w.state = 'quarantined')`;
  const oldest = await sql<{ at_ms: number }>`
    select d.received_at_ms as at_ms from delivery d where ${isInHand}
    order by d.received_at_ms limit 1`.execute(db);
  const undone = await sql<{ count: number }>`
    select count(*) as count from delivery d where ${isInHand}`.execute(db);
  const states = await db
    .selectFrom("work")
    .select(["state", (query) => query.fn.countAll<number>().as("count")])
    .where("state", "!=", "idle")
    .groupBy("state")
    .execute();
  const log = await findDeliveryLogPlace(db);
  const counts = new Map<WorkState, number>(states.map(({ state, count }) => [state, count]));
  return {
    oldestUndoneReceivedAtMs: oldest.rows[0]?.at_ms,
    undoneDeliveries: undone.rows[0]?.count ?? 0,
    waitingSubjects: (counts.get("waiting") ?? 0) + (counts.get("leased") ?? 0),
    deadSubjects: counts.get("dead") ?? 0,
    quarantinedSubjects: counts.get("quarantined") ?? 0,
    ...(log === undefined ? {} : { deliveryLogReadAtMs: log.readAtMs }),
  };
}
