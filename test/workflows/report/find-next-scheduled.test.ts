import { expect, it } from "vitest";
import { findNextScheduled } from "../../../src/workflows/report/schedule-reports.ts";

const BERLIN = { weekday: "monday", time: "09:07", timezone: "Europe/Berlin" } as const;

it.each([
  ["Sunday before", "2026-03-01T12:00:00Z", "2026-03-02T08:07:00Z"],
  ["the instant itself is past", "2026-03-02T08:07:00Z", "2026-03-09T08:07:00Z"],
  ["just before it", "2026-03-02T08:06:59.999Z", "2026-03-02T08:07:00Z"],
  ["over the change to summer time", "2026-03-24T00:00:00Z", "2026-03-30T07:07:00Z"],
  ["over the change to winter time", "2026-10-20T00:00:00Z", "2026-10-26T08:07:00Z"],
  ["Sunday night in UTC is Monday in Berlin", "2026-03-01T23:30:00Z", "2026-03-02T08:07:00Z"],
])("%s", (_what, now, next) => {
  expect(new Date(findNextScheduled(BERLIN, Date.parse(now))).toISOString()).toBe(
    new Date(next).toISOString(),
  );
});

it("is on the day of the zone, far from Greenwich", () => {
  const schedule = { weekday: "sunday", time: "00:30", timezone: "Pacific/Kiritimati" } as const;
  expect(new Date(findNextScheduled(schedule, Date.parse("2026-03-05T00:00:00Z"))).toISOString()).toBe(
    "2026-03-07T10:30:00.000Z",
  );
});

it("comes an hour later where the clocks skip its time", () => {
  const schedule = { weekday: "sunday", time: "02:30", timezone: "Europe/Berlin" } as const;
  expect(new Date(findNextScheduled(schedule, Date.parse("2026-03-28T12:00:00Z"))).toISOString()).toBe(
    "2026-03-29T01:30:00.000Z",
  );
});
