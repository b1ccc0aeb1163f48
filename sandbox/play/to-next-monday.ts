const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-05, a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** Behind the schedule of the sample catalog (09:07 in Berlin), in winter and in summer. */
const MORNING_MS = 8.5 * 3_600_000;

/** The Monday (00:00 UTC) of the week that the instant lies in. */
export function toWeekStart(atMs: number): number {
  return Math.floor((atMs - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
}

/** 08:30 UTC of the Monday after the instant's week. */
export function toNextMonday(atMs: number): number {
  return toWeekStart(atMs) + WEEK_MS + MORNING_MS;
}
