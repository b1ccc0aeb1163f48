import type { Settings } from "../settings/settings.ts";
import { type BucketLimit, type Budgets, DEFAULT_BUDGETS } from "./budget.ts";

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
