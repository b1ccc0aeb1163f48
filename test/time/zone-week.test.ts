import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoWeek } from "../../src/time/iso-week.ts";
import { toZoneWeek, toZoneWeekIndex } from "../../src/time/zone-week.ts";

const HOUR_MS = 3_600_000;
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
];

function showWeek(week: string, timezone: string): readonly string[] {
  const { startMs, endMs } = toZoneWeek(parseIsoWeek(week) ?? Number.NaN, timezone);
  return [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
}

describe("toZoneWeek", () => {
  it.each([
    ["2026-W47", "UTC", "2026-11-16T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
    ["2026-W47", "Europe/Berlin", "2026-11-15T23:00:00.000Z", "2026-11-22T23:00:00.000Z"],
    ["2026-W13", "Europe/Berlin", "2026-03-22T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["2026-W43", "Europe/Berlin", "2026-10-18T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    ["2026-W53", "Asia/Kolkata", "2026-12-27T18:30:00.000Z", "2027-01-03T18:30:00.000Z"],
  ])("%s in %s", (week, timezone, ...edges) => {
    expect(showWeek(week, timezone)).toEqual(edges);
  });

  it("has 167 hours where the clocks go forward and 169 where they go back", () => {
    const countHours = (week: string) => {
      const [start = "", end = ""] = showWeek(week, "Europe/Berlin");
      return (Date.parse(end) - Date.parse(start)) / HOUR_MS;
    };
    expect([countHours("2026-W12"), countHours("2026-W13"), countHours("2026-W43")]).toEqual([168, 167, 169]);
  });

  it("ends where the next one begins, and each instant is in the week that its index names", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: Date.UTC(2040, 0, 1) }),
        (timezone, atMs) => {
          const index = toZoneWeekIndex(atMs, timezone);
          const { startMs, endMs } = toZoneWeek(index, timezone);
          expect(startMs <= atMs && atMs < endMs).toBe(true);
          expect(toZoneWeek(index + 1, timezone).startMs).toBe(endMs);
        },
      ),
    );
  });
});
