import { sql } from "kysely";
import type { StoreFigures } from "../workflows/ports/service-store.ts";
import { findDeliveryLogPlace } from "./delivery-log-rows.ts";
import type { Database } from "./engine.ts";
import type { WorkState } from "./tables.ts";

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
