import { toInstantMs } from "./zone-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;
/** 1 January 1970 was a Thursday: Monday of its week is three days before. */
const DAYS_SINCE_MONDAY = 3;
const ISO_WEEK = /^(\d{4})-W(\d{2})$/u;

/**
 * Weeks from the one that 1 January 1970 stands in, Monday to Sunday.
 * @param timeMs Epoch milliseconds for weeks in UTC; what the clock of a zone shows, as if it were UTC, for its weeks.
 */
export function toWeekIndex(timeMs: number): number {
  return Math.floor((Math.floor(timeMs / DAY_MS) + DAYS_SINCE_MONDAY) / WEEK_DAYS);
}

/** Monday 00:00 of the week, as if its clock were UTC. */
export function toMondayMs(index: number): number {
  return (index * WEEK_DAYS - DAYS_SINCE_MONDAY) * DAY_MS;
}

/** `2026-W48`, as ISO 8601 counts: a week belongs to the year of its Thursday. */
export function showIsoWeek(index: number): string {
  const thursdayMs = index * WEEK_DAYS * DAY_MS;
  const year = new Date(thursdayMs).getUTCFullYear();
  const week = 1 + Math.floor((thursdayMs - Date.UTC(year, 0, 1)) / DAY_MS / WEEK_DAYS);
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}

/** `2026-W48` -> its index; undefined for other text and for a week 53 in a year that has 52. */
export function parseIsoWeek(text: string): number | undefined {
  const [, year, week] = ISO_WEEK.exec(text) ?? [];
  if (year === undefined || Number(year) < 1970) return undefined;
  // 4 January is always in week 1.
  const index = toWeekIndex(Date.UTC(Number(year), 0, 4)) + Number(week) - 1;
  return showIsoWeek(index) === text ? index : undefined;
}

/**
 * Which day of a week an instant is on, by the clock of a zone: `2026-11-20`. Before and after the week it is the first
 * and the last one. The zone is asked seven times, not once for each of twenty thousand instants.
 */
export function createDayFinder(index: number, timezone: string): (atMs: number) => string {
  const days = Array.from({ length: WEEK_DAYS }, (_, day) => {
    const wallMs = toMondayMs(index) + day * DAY_MS;
    return { startMs: toInstantMs(timezone, wallMs), day: new Date(wallMs).toISOString().slice(0, 10) };
  });
  const [first] = days;
  return (atMs) => (days.findLast(({ startMs }) => startMs <= atMs) ?? first)?.day ?? "";
}
