import { sql } from "kysely";
import type { Subject } from "../model/subject.ts";
import type { DeliveryFields } from "../model/webhook.ts";
import type { ServiceStore, WorkClaim } from "../workflows/ports/service-store.ts";
import { NEVER_MS } from "./bump-work.ts";
import type { Database, Engine } from "./engine.ts";

/** Deliveries that a claim carries; a subject with more of them is claimed again. */
export const MOST_DELIVERIES = 500;

/** So many processes may die over a subject, in a row, until nobody touches it any more. */
const MOST_DEATHS = 3;

/**
 * From this many deaths on a subject is worked on only while no other such subject is: the processes may have died
 * of any of the subjects they held, and one at a time tells which.
 */
const SUSPECT_DEATHS = 2;

/**
 * Lets others have the subjects of leases that are over, and counts a death for each: expired ones, or all of them
 * where no process is left that could hold one. Whoever asks is alive: what it held while the store was away, or was
 * given by an answer that never arrived, killed nobody.
 */
export async function voidLeases(
  db: Database,
  over: { readonly kind: "all" } | { readonly kind: "expired"; readonly asking: string },
  nowMs: number,
): Promise<void> {
  const deaths =
    over.kind === "all"
      ? sql<number>`deaths + 1`
      : sql<number>`deaths + case when lease_owner = ${over.asking} then 0 else 1 end`;
  const isLast = sql<boolean>`${deaths} >= ${sql.lit(MOST_DEATHS)}`;
  await db
    .updateTable("work")
    .set({
      state: sql<"waiting">`case when ${isLast} then 'quarantined' else 'waiting' end`,
      why: sql<string>`case when ${isLast} then ${sql.lit(
        `${MOST_DEATHS} processes in a row ended while they worked on it`,
      )} else why end`,
      deaths,
      not_before_ms: 0,
      lease_owner: null,
      lease_until_ms: null,
      changed_at_ms: nowMs,
    })
    .where(sql<boolean>`state = 'leased'`)
    .$if(over.kind === "expired", (query) => query.where("lease_until_ms", "<=", nowMs))
    .execute();
}

/** Keys in the order in which they are to be worked on. */
async function listClaimable(engine: Engine, db: Database, claim: ClaimTerms): Promise<string[]> {
  const isDue = sql<boolean>`w.state = 'waiting' and w.not_before_ms <= ${claim.nowMs} and not exists (
    select 1 from budget b where b.installation_id = w.installation_id and b.held_until_ms > ${claim.nowMs})`;
  const suspects = sql.lit(SUSPECT_DEATHS);
  // PostgreSQL: rows that another replica is just claiming are passed over instead of waited for.
  const isAsked = claim.keys === undefined ? sql`1 = 1` : sql`w.key in (${sql.join([...claim.keys])})`;
  const locking = engine.kind === "postgres" ? sql`for update of w skip locked` : sql``;
  const { rows } = await sql<{ key: string }>`
    select w.key from work w
    where ${isAsked} and ${isDue} and (w.deaths < ${suspects} or w.key = (
      select w.key from work w
      where ${isAsked} and ${isDue} and w.deaths >= ${suspects}
        and not exists (select 1 from work l where l.state = 'leased' and l.deaths >= ${suspects})
      order by w.priority, w.waiting_since_ms, w.key limit 1))
    order by w.priority, w.waiting_since_ms, w.key
    limit ${claim.limit} ${locking}`.execute(db);
  return rows.map(({ key }) => key);
}

interface ClaimTerms {
  readonly owner: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly nowMs: number;
  readonly keys?: readonly string[];
}

interface ClaimedRow {
  readonly key: string;
  readonly subject: string;
  readonly fence: number;
  readonly wanted: number;
  readonly attempts: number;
}

async function leaseRows(db: Database, keys: readonly string[], claim: ClaimTerms): Promise<ClaimedRow[]> {
  return await db
    .updateTable("work")
    .set({
      state: "leased",
      fence: sql<number>`fence + 1`,
      lease_owner: claim.owner,
      lease_until_ms: claim.nowMs + claim.leaseMs,
      // What is asked for from now on counts for the next look.
      not_before_ms: NEVER_MS,
      changed_at_ms: claim.nowMs,
    })
    .where("key", "in", keys)
    .returning(["key", "subject", "fence", "wanted", "attempts"])
    .execute();
}

type ClaimedDelivery = WorkClaim["deliveries"][number];

async function listUndone(db: Database, subjectKey: string): Promise<readonly ClaimedDelivery[]> {
  const rows = await db
    .selectFrom("delivery")
    .select(["id", "received_at_ms", "fields"])
    .where("subject_key", "=", subjectKey)
    .where("state", "=", "undone")
    .orderBy("received_at_ms")
    .orderBy("id")
    .limit(MOST_DELIVERIES)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    receivedAtMs: row.received_at_ms,
    fields: JSON.parse(row.fields ?? "null") as DeliveryFields,
  }));
}

/** As ServiceStore.claimWork. */
export function claimWork(
  engine: Engine,
  request: Parameters<ServiceStore["claimWork"]>[0],
): Promise<readonly WorkClaim[]> {
  return engine.inTransaction(async (db) => {
    const claim = { ...request, nowMs: await engine.readNow(db) };
    await voidLeases(db, { kind: "expired", asking: claim.owner }, claim.nowMs);
    const keys = await listClaimable(engine, db, claim);
    if (keys.length === 0) return [];
    const rows = new Map((await leaseRows(db, keys, claim)).map((row) => [row.key, row]));
    const claims: WorkClaim[] = [];
    for (const key of keys) {
      const row = rows.get(key);
      if (row === undefined) continue;
      // Read behind the lease: a delivery committed later has bumped `wanted` beyond what this claim took.
      claims.push({
        ...row,
        subject: JSON.parse(row.subject) as Subject,
        deliveries: await listUndone(db, key),
      });
    }
    return claims;
  });
}

/** As ServiceStore.findNextDueMs. A suspect that has to wait for another one is due when that one's lease ends. */
export async function findNextDueMs(engine: Engine): Promise<number | undefined> {
  const suspects = sql.lit(SUSPECT_DEATHS);
  const { rows } = await sql<{ due_ms: number | null }>`
    select min(case when w.state = 'leased' then w.lease_until_ms
      when b.held_until_ms > w.not_before_ms then b.held_until_ms else w.not_before_ms end) as due_ms
    from work w left join budget b on b.installation_id = w.installation_id
    where w.state = 'leased' or (w.state = 'waiting' and (w.deaths < ${suspects}
      or not exists (select 1 from work l where l.state = 'leased' and l.deaths >= ${suspects})))`.execute(
    engine.db,
  );
  return rows[0]?.due_ms ?? undefined;
}
