import { type RawBuilder, sql } from "kysely";
import type { ChangePage } from "../workflows/ports/change-page.ts";

/**
 * Rows of a page, of a table with `landed_at_ms` and `id`. A key of two columns: a page begins right behind the last
 * one, however many landed in one millisecond. And from that time on: from the first day on, each page would walk
 * through all those before it.
 */
export function isOnPage({ sinceMs, untilMs, after }: Omit<ChangePage, "limit">): RawBuilder<boolean> {
  const span = sql<boolean>`landed_at_ms >= ${after?.landedAtMs ?? sinceMs} and landed_at_ms < ${untilMs}`;
  if (after === undefined) return sql<boolean>`(${span})`;
  return sql<boolean>`(${span} and (landed_at_ms, id) > (${after.landedAtMs}, cast(${after.id} as text)))`;
}
