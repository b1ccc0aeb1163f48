import type { RequestKind } from "../workflows/ports/request-gate.ts";
import { type BudgetLevels, type BudgetSettings, FULL_BUDGET, spendBudget } from "./budget.ts";
import type { Database, Engine } from "./engine.ts";
import type { BudgetTable } from "./tables.ts";

function toRow(levels: BudgetLevels): Omit<BudgetTable, "installation_id" | "held_until_ms"> {
  return {
    content_minute_full_at_ms: levels.contentMinute,
    content_hour_full_at_ms: levels.contentHour,
    check_full_at_ms: levels.check,
    points_full_at_ms: levels.points,
  };
}

function toLevels(row: BudgetTable): BudgetLevels {
  return {
    contentMinute: row.content_minute_full_at_ms,
    contentHour: row.content_hour_full_at_ms,
    check: row.check_full_at_ms,
    points: row.points_full_at_ms,
  };
}

/** The row, made when absent, and held for this transaction: a write that changes nothing locks it on both engines. */
async function lockBudget(db: Database, installationId: number): Promise<BudgetTable> {
  return await db
    .insertInto("budget")
    .values({ installation_id: installationId, held_until_ms: 0, ...toRow(FULL_BUDGET) })
    .onConflict((conflict) =>
      conflict.column("installation_id").doUpdateSet({ installation_id: installationId }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface RequestToTake {
  readonly installationId: number;
  readonly kind: RequestKind;
  readonly budgets: BudgetSettings;
}

/** As RequestGate.take. */
export function takeRequest(engine: Engine, request: RequestToTake): Promise<number | undefined> {
  const { installationId, kind, budgets } = request;
  return engine.inTransaction(async (db) => {
    const row = await lockBudget(db, installationId);
    // Read behind the lock: another replica may have spent while this one waited.
    const now = await engine.readNow(db);
    if (row.held_until_ms > now) return row.held_until_ms;
    if (budgets === "off") return undefined;
    const spending = spendBudget({ levels: toLevels(row), budgets }, kind, now);
    if (spending.kind === "short") return spending.untilMs;
    await db
      .updateTable("budget")
      .set(toRow(spending.levels))
      .where("installation_id", "=", installationId)
      .execute();
    return undefined;
  });
}

/** As RequestGate.hold: a shorter wait never cuts a longer one. */
export async function holdInstallation(
  engine: Engine,
  installationId: number,
  untilMs: number,
): Promise<void> {
  await engine.db
    .insertInto("budget")
    .values({ installation_id: installationId, held_until_ms: untilMs, ...toRow(FULL_BUDGET) })
    .onConflict((conflict) =>
      conflict
        .column("installation_id")
        .doUpdateSet({ held_until_ms: untilMs })
        .where("budget.held_until_ms", "<", untilMs),
    )
    .execute();
}
