import { toMondayMs, toWeekIndex } from "./iso-week.ts";
import { toInstantMs, toWallMs } from "./zone-clock.ts";

/** Epoch milliseconds: `startMs` included, `endMs` excluded. Seven days on the clock, an hour more or less in truth. */
export interface ZoneWeek {
  readonly startMs: number;
  readonly endMs: number;
}

/** A week from Monday 00:00 to Monday 00:00 on the clock of a zone; one ends where the next begins. */
export function toZoneWeek(index: number, timezone: string): ZoneWeek {
  return {
    startMs: toInstantMs(timezone, toMondayMs(index)),
    endMs: toInstantMs(timezone, toMondayMs(index + 1)),
  };
}

/** The index of the week (see iso-week.ts) that an instant is in, by the clock of a zone. */
export function toZoneWeekIndex(atMs: number, timezone: string): number {
  const index = toWeekIndex(toWallMs(timezone, atMs));
  // Where the clocks skip or repeat midnight on Monday, the clock's face and the week's edges may differ by an hour.
  const { startMs, endMs } = toZoneWeek(index, timezone);
  return atMs < startMs ? index - 1 : atMs >= endMs ? index + 1 : index;
}
