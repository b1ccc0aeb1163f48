import type { SummaryPolicy } from "../../model/catalog.ts";

const DAY_MS = 86_400_000;
/** Days of the week as `Date.getUTCDay` counts them. */
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/**
 * The next instant of a weekly schedule after `nowMs`, in epoch milliseconds: on the clock of its zone, so that 09:07
 * stays 09:07 when the clocks change. A time that the clocks skip comes as much later as they skip.
 */
export function findNextScheduled(schedule: SummaryPolicy["schedule"], nowMs: number): number {
  const wall = new Date(nowMs + readOffsetMs(schedule.timezone, nowMs));
  const [hours = 0, minutes = 0] = schedule.time.split(":").map(Number);
  const daysAhead = (WEEKDAYS.indexOf(schedule.weekday) - wall.getUTCDay() + 7) % 7;
  const wanted = Date.UTC(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate() + daysAhead,
    hours,
    minutes,
  );
  const next = toInstant(schedule.timezone, wanted);
  return next > nowMs ? next : toInstant(schedule.timezone, wanted + 7 * DAY_MS);
}

/** @param wallMs What the clock of the zone shows, as if it were UTC. */
function toInstant(timezone: string, wallMs: number): number {
  const near = wallMs - readOffsetMs(timezone, wallMs);
  return wallMs - readOffsetMs(timezone, near);
}

/** How far the clock of a zone is ahead of UTC at an instant. */
function readOffsetMs(timeZone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return wallMs - Math.floor(atMs / 1_000) * 1_000;
}
