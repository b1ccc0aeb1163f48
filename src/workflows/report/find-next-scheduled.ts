import type { SummaryPolicy } from "../../model/catalog.ts";
import { toInstantMs, toWallMs } from "../../time/zone-clock.ts";

const DAY_MS = 86_400_000;
/** Days of the week as `Date.getUTCDay` counts them. */
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/**
 * The next instant of a weekly schedule after `nowMs`, in epoch milliseconds: on the clock of its zone, so that 09:07
 * stays 09:07 when the clocks change. A time that the clocks skip comes as much later as they skip.
 */
export function findNextScheduled(schedule: SummaryPolicy["schedule"], nowMs: number): number {
  const wall = new Date(toWallMs(schedule.timezone, nowMs));
  const [hours = 0, minutes = 0] = schedule.time.split(":").map(Number);
  const daysAhead = (WEEKDAYS.indexOf(schedule.weekday) - wall.getUTCDay() + 7) % 7;
  const wanted = Date.UTC(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate() + daysAhead,
    hours,
    minutes,
  );
  const next = toInstantMs(schedule.timezone, wanted);
  return next > nowMs ? next : toInstantMs(schedule.timezone, wanted + 7 * DAY_MS);
}
