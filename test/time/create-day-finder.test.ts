import { expect, it } from "vitest";
import { createDayFinder, parseIsoWeek } from "../../src/time/iso-week.ts";

it.each([
  ["2026-10-18T21:59:59Z", "2026-10-19"],
  ["2026-10-18T22:00:00Z", "2026-10-19"],
  ["2026-10-24T21:59:59.999Z", "2026-10-24"],
  ["2026-10-24T22:00:00Z", "2026-10-25"],
  ["2026-10-25T22:59:59.999Z", "2026-10-25"],
  ["2026-12-01T00:00:00Z", "2026-10-25"],
])("%s is on %s of the week in which Berlin's clocks go back", (instant, day) => {
  const findDay = createDayFinder(parseIsoWeek("2026-W43") ?? 0, "Europe/Berlin");
  expect(findDay(Date.parse(instant))).toBe(day);
});
