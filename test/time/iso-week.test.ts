import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoWeek, showIsoWeek, toMondayMs, toWeekIndex } from "../../src/time/iso-week.ts";

describe("showIsoWeek", () => {
  it.each([
    ["1970-01-01", "1970-W01"],
    ["2026-11-22", "2026-W47"],
    ["2026-11-23", "2026-W48"],
    ["2020-12-31", "2020-W53"],
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
    ["2024-12-30", "2025-W01"],
    ["1969-12-28", "1969-W52"],
  ])("%s is in %s", (day, week) => {
    expect(showIsoWeek(toWeekIndex(Date.parse(day)))).toBe(week);
    expect(showIsoWeek(toWeekIndex(Date.parse(day) + 86_399_999))).toBe(week);
  });
});

describe("parseIsoWeek", () => {
  it("reads back every week that is shown, and knows its Monday", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (index) => {
        expect(parseIsoWeek(showIsoWeek(index))).toBe(index);
        expect(toWeekIndex(toMondayMs(index))).toBe(index);
        expect(new Date(toMondayMs(index)).getUTCDay()).toBe(1);
      }),
    );
  });

  it("knows week 53 only in the years that have one", () => {
    expect(parseIsoWeek("2026-W53")).toBe(toWeekIndex(Date.parse("2027-01-01")));
    expect(parseIsoWeek("2025-W53")).toBeUndefined();
  });

  it.each(["2026-W00", "2026-W54", "2026W47", "2026-w47", "26-W47", "2026-W7", " 2026-W47", "1969-W10", ""])(
    "refuses %j",
    (text) => expect(parseIsoWeek(text)).toBeUndefined(),
  );
});
