import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SummaryPolicy } from "../../../src/model/catalog.ts";
import { parseIsoWeek, showIsoWeek } from "../../../src/time/iso-week.ts";
import { toZoneWeek } from "../../../src/time/zone-week.ts";
import type { StoredSummaryWeek } from "../../../src/workflows/ports/summary-store.ts";
import { findDueMs, listDueWeeks } from "../../../src/workflows/summary/schedule-summaries.ts";

const SCHEDULE: SummaryPolicy["schedule"] = { weekday: "monday", time: "09:07", timezone: "Europe/Berlin" };

function rowOf(week: string, state: StoredSummaryWeek["state"] = "posted", atMs = 0): StoredSummaryWeek {
  return { organisationId: 5, week, state, briefs: [], atMs };
}

function listAt(instant: string, ...known: readonly StoredSummaryWeek[]): readonly string[] {
  return listDueWeeks({ schedule: SCHEDULE, nowMs: Date.parse(instant), known });
}

describe("the weeks that are due", () => {
  it("begin with the newest, at its time on the clock of the zone", () => {
    expect(listAt("2026-11-23T08:06:59Z")).toEqual([]);
    expect(listAt("2026-11-23T08:07:00Z")).toEqual(["2026-W47"]);
    expect(listAt("2026-11-29T22:59:00Z")).toEqual(["2026-W47"]);
    // Over, and not due yet.
    expect(listAt("2026-11-30T01:00:00Z", rowOf("2026-W47"))).toEqual([]);
  });

  it("are those that were missed, oldest first and at most four", () => {
    expect(listAt("2026-11-23T09:00:00Z", rowOf("2026-W40"))).toEqual([
      "2026-W44",
      "2026-W45",
      "2026-W46",
      "2026-W47",
    ]);
    expect(listAt("2026-11-23T09:00:00Z", rowOf("2026-W45"), rowOf("2026-W47"))).toEqual(["2026-W46"]);
  });

  it("go over the new year, with a week 53 and without", () => {
    expect(listAt("2027-01-04T09:00:00Z", rowOf("2026-W52"))).toEqual(["2026-W53"]);
    expect(listAt("2026-01-05T09:00:00Z", rowOf("2025-W52"))).toEqual(["2026-W01"]);
  });

  it("come at the same time of the day across a change of the clocks", () => {
    expect(new Date(findDueMs("2026-W12", SCHEDULE)).toISOString()).toBe("2026-03-23T08:07:00.000Z");
    expect(new Date(findDueMs("2026-W13", SCHEDULE)).toISOString()).toBe("2026-03-30T07:07:00.000Z");
    expect(new Date(findDueMs("2026-W43", SCHEDULE)).toISOString()).toBe("2026-10-26T08:07:00.000Z");
  });

  it("are none that were told of, also with the clock set back, and not those before the first", () => {
    expect(listAt("2026-11-16T09:00:00Z", rowOf("2026-W47"))).toEqual([]);
    expect(listAt("2026-11-16T09:00:00Z", rowOf("2026-W46"), rowOf("2026-W47"))).toEqual([]);
  });

  it("count a week again that a clock ahead of its time called empty", () => {
    const ahead = Date.parse("2027-02-01T00:00:00Z");
    expect(listAt("2026-11-23T09:00:00Z", rowOf("2026-W47", "empty", ahead))).toEqual(["2026-W47"]);
    expect(listAt("2026-11-23T09:00:00Z", rowOf("2026-W47", "empty"))).toEqual([]);
    expect(listAt("2026-11-23T09:00:00Z", rowOf("2026-W47", "posted", ahead))).toEqual([]);
  });

  it("are due after their end and within eight days of it, in any zone and schedule", () => {
    const weekday = fc.constantFrom(
      ...(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const),
    );
    const timezone = fc.constantFrom(
      "UTC",
      "Europe/Berlin",
      "America/Sao_Paulo",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "America/St_Johns",
      "Africa/Casablanca",
    );
    const time = fc.constantFrom("00:00", "02:30", "09:07", "23:59");
    const schedules = fc.record({ weekday, timezone, time });
    fc.assert(
      fc.property(schedules, fc.integer({ min: 2_600, max: 3_000 }), (schedule, index) => {
        const dueMs = findDueMs(showIsoWeek(index), schedule);
        const { endMs } = toZoneWeek(index, schedule.timezone);
        expect(dueMs).toBeGreaterThanOrEqual(endMs);
        expect(dueMs - endMs).toBeLessThan(8 * 86_400_000);
        const [week] = listDueWeeks({ schedule, nowMs: dueMs, known: [] });
        expect(parseIsoWeek(week ?? "")).toBe(index);
      }),
    );
  });
});
