import type { Settings } from "../settings/settings.ts";
import type { RequestKind } from "../workflows/ports/request-gate.ts";
import type { Database, Engine } from "./engine.ts";
import type { BudgetTable } from "./tables.ts";

/** `limit` requests in `perMs`, and `burst` at once after a pause: never more than `limit + burst` in any `perMs`. */
interface BucketLimit {
  readonly limit: number;
  readonly perMs: number;
  readonly burst: number;
}

export interface Budgets {
  /** Comments and issues, by the minute and by the hour. GitHub's own limits: 80 and 500. */
  readonly contentMinute: BucketLimit;
  readonly contentHour: BucketLimit;
  /** Check runs: no source says that they count as content, so they have a budget of their own. */
  readonly check: BucketLimit;
  /** A request that reads costs 1 point, one that writes 5. GitHub's own limit: 900 a minute. */
  readonly points: BucketLimit;
}

/** `off`: only what GitHub itself tells to wait for is waited for. */
export type BudgetSettings = Budgets | "off";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Of one installation. */
export const DEFAULT_BUDGETS: Budgets = {
  contentMinute: { limit: 60, perMs: MINUTE_MS, burst: 20 },
  contentHour: { limit: 450, perMs: HOUR_MS, burst: 50 },
  check: { limit: 120, perMs: MINUTE_MS, burst: 40 },
  points: { limit: 600, perMs: MINUTE_MS, burst: 200 },
};

/** For each bucket the time at which it will be full again; in the past: it is full. */
type BudgetLevels = { readonly [Bucket in keyof Budgets]: number };

export const FULL_BUDGET: BudgetLevels = { contentMinute: 0, contentHour: 0, check: 0, points: 0 };

type Costs = Partial<Record<keyof Budgets, number>>;

function toCosts(kind: RequestKind): Costs {
  switch (kind) {
    case "content":
      return { contentMinute: 1, contentHour: 1, points: 5 };
    case "check":
      return { check: 1, points: 5 };
    case "write":
      return { points: 5 };
    case "read":
      return { points: 1 };
  }
}

type Spending =
  | { readonly kind: "spent"; readonly levels: BudgetLevels }
  | { readonly kind: "short"; readonly untilMs: number };

/**
 * Spends one request of a kind from every bucket it touches, or from none. A bucket is one number, the time at which
 * it will be full again: each request moves it on by its share of the period, and it may lie at most a burst ahead
 * (the generic cell rate algorithm). `untilMs` is when the same request will go, if nothing else is spent before.
 */
export function spendBudget(
  state: { readonly levels: BudgetLevels; readonly budgets: Budgets },
  kind: RequestKind,
  nowMs: number,
): Spending {
  const levels: Record<keyof Budgets, number> = { ...state.levels };
  let untilMs = nowMs;
  for (const [name, cost] of Object.entries(toCosts(kind)) as [keyof Budgets, number][]) {
    const { limit, perMs, burst } = state.budgets[name];
    // Whole milliseconds, rounded up: a bucket gives rather less than its limit than more.
    const costMs = Math.ceil((cost * perMs) / limit);
    const burstMs = Math.max(Math.ceil((burst * perMs) / limit), costMs);
    // A clock that was set back would leave the bucket empty for as long; it can't be further than its burst.
    const fullAt = Math.min(Math.max(state.levels[name], nowMs), nowMs + burstMs) + costMs;
    levels[name] = fullAt;
    untilMs = Math.max(untilMs, fullAt - burstMs);
  }
  return untilMs > nowMs ? { kind: "short", untilMs } : { kind: "spent", levels };
}

/** What the operator allows each minute and hour; how much of it at once stays in proportion. */
export function limitBudgets(allowed: Extract<Settings["budgets"], { kind: "on" }>): Budgets {
  const scale = (bucket: BucketLimit, limit: number): BucketLimit => ({
    ...bucket,
    limit,
    burst: Math.max(1, Math.floor((bucket.burst * limit) / bucket.limit)),
  });
  return {
    contentMinute: scale(DEFAULT_BUDGETS.contentMinute, allowed.contentPerMinute),
    contentHour: scale(DEFAULT_BUDGETS.contentHour, allowed.contentPerHour),
    check: scale(DEFAULT_BUDGETS.check, allowed.checksPerMinute),
    points: scale(DEFAULT_BUDGETS.points, allowed.pointsPerMinute),
  };
}

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

interface RequestToTake {
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
