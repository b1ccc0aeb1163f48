const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/** `2026-11-20` -> `20 November` */
export function showDay(day: string): string {
  const date = new Date(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `16 to 22 November 2026`, `28 December 2026 to 3 January 2027`: `until` is the day after the last one. */
export function showDays({ since, until }: { readonly since: string; readonly until: string }): string {
  const first = new Date(since);
  const last = new Date(Date.parse(until) - DAY_MS);
  const end = `${showDay(last.toISOString().slice(0, 10))} ${last.getUTCFullYear()}`;
  if (first.getUTCFullYear() !== last.getUTCFullYear()) {
    return `${showDay(since)} ${first.getUTCFullYear()} to ${end}`;
  }
  return first.getUTCMonth() === last.getUTCMonth()
    ? `${first.getUTCDate()} to ${end}`
    : `${showDay(since)} to ${end}`;
}
