import type { Delivery } from "../model/delivery.ts";
import { toSubjectKey } from "../model/subject.ts";
import type { Bump } from "../workflows/ports/service-store.ts";
import { bumpWork } from "./bump-work.ts";
import type { Database, Engine } from "./engine.ts";
import type { DeliveryTable } from "./tables.ts";

/** A row has 11 parameters, of 32,766 that SQLite takes. */
const ROWS_AT_ONCE = 500;

function toRow(delivery: Delivery): DeliveryTable {
  const { content } = delivery;
  const row = {
    id: delivery.id,
    event: delivery.event,
    action: delivery.action ?? null,
    installation_id: delivery.installationId ?? null,
    repository_id: delivery.repositoryId ?? null,
    body_hash: delivery.bodyHash,
    received_at_ms: delivery.receivedAtMs,
  };
  switch (content.kind) {
    case "work":
      return {
        ...row,
        state: "undone",
        subject_key: toSubjectKey(content.subject),
        fields: JSON.stringify(content.fields),
        why: null,
      };
    case "ignored":
      return { ...row, state: "ignored", subject_key: null, fields: null, why: content.why };
  }
}

/** The ids that were not known. */
async function insertDeliveries(db: Database, rows: readonly DeliveryTable[]): Promise<Set<string>> {
  const added = new Set<string>();
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const inserted = await db
      .insertInto("delivery")
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .execute();
    for (const { id } of inserted) added.add(id);
  }
  return added;
}

/** As ServiceStore.recordDeliveries: two statements and a commit, however many deliveries there are. */
export async function recordDeliveries(
  engine: Engine,
  deliveries: readonly Delivery[],
): Promise<readonly ("new" | "duplicate")[]> {
  if (deliveries.length === 0) return [];
  const firsts = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    if (!firsts.has(delivery.id)) firsts.set(delivery.id, delivery);
  }
  // Sorted: replicas that are told the same deliveries wait for one another in one order.
  const rows = [...firsts.values()].map(toRow).sort((one, other) => (one.id < other.id ? -1 : 1));
  const added = await engine.inTransaction(async (db) => {
    const ids = await insertDeliveries(db, rows);
    const bumps: Bump[] = [];
    let receivedAtMs = 0;
    for (const { id, content, receivedAtMs: at } of firsts.values()) {
      if (content.kind !== "work" || !ids.has(id)) continue;
      bumps.push({ subject: content.subject, priority: content.priority });
      receivedAtMs = Math.max(receivedAtMs, at);
    }
    // The time only orders the waiting; asking PostgreSQL for it would cost each delivery a round trip.
    await bumpWork(db, bumps, receivedAtMs);
    return ids;
  });
  // The first of each id takes it out: a second one within the batch is a duplicate.
  return deliveries.map(({ id }) => (added.delete(id) ? "new" : "duplicate"));
}
