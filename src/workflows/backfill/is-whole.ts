import type { BackfillCounts } from "../ports/backfill-store.ts";

/** Whether every pull request that was ever merged was read, and each landed within the span. */
export function isWhole({ total, read, open, merged }: BackfillCounts): boolean {
  return read === total && open + merged === total;
}
