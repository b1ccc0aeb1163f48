import { toSubjectKey } from "../model/subject.ts";
import type { Delivery } from "../model/webhook.ts";
import type { DeliveryLogPlace } from "../workflows/ports/delivery-log.ts";
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

const IDS_AT_ONCE = 500;

/** As ServiceStore.listUnknownDeliveries. */
export async function listUnknownDeliveries(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const unknown = new Set(ids);
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const known = await db
      .selectFrom("delivery")
      .select("id")
      .where("id", "in", ids.slice(start, start + IDS_AT_ONCE))
      .execute();
    for (const { id } of known) unknown.delete(id);
  }
  return unknown;
}

/** There is one log, and one row. */
const ONLY_ID = 1;

/** As ServiceStore.findDeliveryLogPlace. */
export async function findDeliveryLogPlace(db: Database): Promise<DeliveryLogPlace | undefined> {
  const row = await db.selectFrom("delivery_log").selectAll().where("id", "=", ONLY_ID).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    comparedUntilMs: row.compared_until_ms,
    readAtMs: row.read_at_ms,
    ...(row.pass === null ? {} : { pass: JSON.parse(row.pass) as NonNullable<DeliveryLogPlace["pass"]> }),
  };
}

export async function upsertDeliveryLogPlace(
  db: Database,
  { comparedUntilMs, readAtMs, pass }: DeliveryLogPlace,
): Promise<void> {
  const row = {
    compared_until_ms: comparedUntilMs,
    read_at_ms: readAtMs,
    pass: pass === undefined ? null : JSON.stringify(pass),
  };
  await db
    .insertInto("delivery_log")
    .values({ id: ONLY_ID, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
