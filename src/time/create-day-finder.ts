import { toMondayMs } from "./iso-week.ts";
import { toInstantMs } from "./zone-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_DAYS = 7;

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
