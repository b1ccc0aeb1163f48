import { type ExpressionBuilder, sql } from "kysely";
import type { WorkClaim } from "../workflows/ports/service-store.ts";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

function isHeldBy(claims: readonly WorkClaim[]) {
  return ({ and, eb, or }: ExpressionBuilder<Tables, "work">) =>
    and([
      eb("state", "=", "leased"),
      or(claims.map(({ key, fence }) => and([eb("key", "=", key), eb("fence", "=", fence)]))),
    ]);
}

/** As ServiceStore.renewLeases. A lease that is over but was taken by nobody is still held. */
export async function renewLeases(
  engine: Engine,
  claims: readonly WorkClaim[],
  leaseMs: number,
): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set();
  const untilMs = (await engine.readNow(engine.db)) + leaseMs;
  const rows = await engine.db
    .updateTable("work")
    .set({ lease_until_ms: untilMs })
    .where(isHeldBy(claims))
    .returning("key")
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** As ServiceStore.releaseClaims: no death and no try is counted. */
export async function releaseClaims(engine: Engine, claims: readonly WorkClaim[]): Promise<void> {
  if (claims.length === 0) return;
  const nowMs = await engine.readNow(engine.db);
  await engine.db
    .updateTable("work")
    .set({
      state: sql<"waiting">`'waiting'`,
      not_before_ms: 0,
      lease_owner: null,
      lease_until_ms: null,
      changed_at_ms: nowMs,
    })
    .where(isHeldBy(claims))
    .execute();
}
