const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;
/** 1 January 1970 was a Thursday: Monday of its week is three days before. */
const DAYS_SINCE_MONDAY = 3;

/** Weeks from the one that 1 January 1970 stands in, Monday to Sunday in UTC. */
export function toWeekIndex(timeMs: number): number {
  return Math.floor((Math.floor(timeMs / DAY_MS) + DAYS_SINCE_MONDAY) / WEEK_DAYS);
}

/** `2026-W48`, as ISO 8601 counts: a week belongs to the year of its Thursday. */
export function showIsoWeek(index: number): string {
  const thursdayMs = index * WEEK_DAYS * DAY_MS;
  const year = new Date(thursdayMs).getUTCFullYear();
  const week = 1 + Math.floor((thursdayMs - Date.UTC(year, 0, 1)) / DAY_MS / WEEK_DAYS);
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}
