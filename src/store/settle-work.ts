import type { Settlement, StoreWrites, WorkClaim } from "../workflows/ports/service-store.ts";
import { applyWrites } from "./apply-writes.ts";
import { NEVER_MS } from "./bump-work.ts";
import { MOST_DELIVERIES } from "./claim-work.ts";
import type { Database, Engine } from "./engine.ts";
import type { WorkTable } from "./tables.ts";

/** Whether this claim is still the newest; locks its row, so that it stays so until the transaction ends. */
async function lockClaim(db: Database, claim: WorkClaim): Promise<WorkTable | undefined> {
  return await db
    .updateTable("work")
    .set({ fence: claim.fence })
    .where("key", "=", claim.key)
    .where("fence", "=", claim.fence)
    .where("state", "=", "leased")
    .returningAll()
    .executeTakeFirst();
}

async function closeDeliveries(db: Database, claim: WorkClaim, settlement: Settlement): Promise<void> {
  const ids = claim.deliveries.map((delivery) => delivery.id);
  if (ids.length === 0) return;
  const update = db.updateTable("delivery").where("id", "in", ids).where("state", "=", "undone");
  switch (settlement.kind) {
    case "wait":
    case "retry":
      return;
    case "done":
      // What was said in it has become a state, a statement or a check: the copy is needed no more.
      await update.set({ state: "done", fields: null }).execute();
      return;
    case "superseded":
      await update.set({ state: "superseded", fields: null, why: settlement.why }).execute();
      return;
    case "dead":
      await update.set({ state: "dead", why: settlement.why }).execute();
      return;
  }
}

/** Something was asked for that the claim did not carry. */
async function hasMoreWork(db: Database, claim: WorkClaim, row: WorkTable): Promise<boolean> {
  if (row.wanted > claim.wanted) return true;
  if (claim.deliveries.length < MOST_DELIVERIES) return false;
  const left = await db
    .selectFrom("delivery")
    .select("id")
    .where("subject_key", "=", claim.key)
    .where("state", "=", "undone")
    .limit(1)
    .executeTakeFirst();
  return left !== undefined;
}

type Settled = Pick<WorkTable, "state" | "attempts" | "deaths" | "not_before_ms" | "why">;

function toSettled(row: WorkTable, settlement: Settlement, hasMore: boolean): Settled {
  const awake = { state: "waiting", deaths: 0 } as const;
  switch (settlement.kind) {
    case "wait":
    case "retry":
      return {
        ...awake,
        attempts: row.attempts + (settlement.kind === "retry" ? 1 : 0),
        // A bump in the meantime set an earlier time: it clears the back-off.
        not_before_ms: Math.min(row.not_before_ms, settlement.untilMs),
        why: settlement.why,
      };
    case "done":
    case "superseded":
    case "dead":
      if (hasMore) {
        // Deliveries beyond the claim come without a bump, and with it no time.
        const notBeforeMs = row.not_before_ms < NEVER_MS ? row.not_before_ms : 0;
        return { ...awake, attempts: 0, not_before_ms: notBeforeMs, why: null };
      }
      return {
        state: settlement.kind === "dead" ? "dead" : "idle",
        attempts: settlement.kind === "dead" ? row.attempts + 1 : 0,
        deaths: 0,
        not_before_ms: 0,
        why: settlement.kind === "done" ? null : settlement.why,
      };
  }
}

/** As ServiceStore.settle. */
export function settleWork(
  engine: Engine,
  claim: WorkClaim,
  outcome: { readonly settlement: Settlement; readonly writes: StoreWrites },
): Promise<"settled" | "refused"> {
  return engine.inTransaction(async (db) => {
    const row = await lockClaim(db, claim);
    if (row === undefined) return "refused";
    const nowMs = await engine.readNow(db);
    await closeDeliveries(db, claim, outcome.settlement);
    const hasMore = await hasMoreWork(db, claim, row);
    await db
      .updateTable("work")
      .set({
        ...toSettled(row, outcome.settlement, hasMore),
        lease_owner: null,
        lease_until_ms: null,
        changed_at_ms: nowMs,
        ...(hasMore ? { waiting_since_ms: nowMs } : {}),
      })
      .where("key", "=", claim.key)
      .execute();
    // Behind the settlement: a bump of the subject itself finds it idle and makes it wait.
    await applyWrites(db, outcome.writes, nowMs);
    return "settled";
  });
}

/** As ServiceStore.save. */
export function saveWrites(
  engine: Engine,
  claim: WorkClaim,
  writes: StoreWrites,
): Promise<"saved" | "refused"> {
  return engine.inTransaction(async (db) => {
    if ((await lockClaim(db, claim)) === undefined) return "refused";
    await applyWrites(db, writes, await engine.readNow(db));
    return "saved";
  });
}
