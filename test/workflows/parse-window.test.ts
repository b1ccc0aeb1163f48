import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWindow, toDayStartMs, toPreviousWindow } from "../../src/workflows/parse-window.ts";

const newestLandedAtMs = Date.UTC(2026, 2, 30, 23, 59, 59);
const words = { windowDays: 90, newestLandedAtMs };

function refuse(given: { since?: string; until?: string }): string {
  const window = parseWindow({ ...words, ...given });
  if (window.ok) throw new Error(`${window.value.since} to ${window.value.until} was taken`);
  return window.error;
}

describe("parseWindow", () => {
  it("ends after the day of the newest change, and begins its days before", () => {
    expect(parseWindow(words)).toEqual({ ok: true, value: { since: "2025-12-31", until: "2026-03-31" } });
  });

  it("takes days and counts of days", () => {
    const value = { since: "2026-01-01", until: "2026-02-01" };
    expect(parseWindow({ ...words, since: "2026-01-01", until: "2026-02-01" })).toEqual({ ok: true, value });
    expect(parseWindow({ ...words, since: "31d", until: "2026-02-01" })).toEqual({ ok: true, value });
  });

  it("says what is wrong, and what to write", () => {
    expect(refuse({ until: "tomorrow" })).toBe(
      '--until "tomorrow" is no date; write a UTC day such as 2026-03-31.',
    );
    expect(refuse({ until: "2026-02-30" })).toMatch(/is no date/);
    expect(refuse({ until: "2026-2-3" })).toMatch(/is no date/);
    expect(refuse({ since: "last week" })).toBe(
      '--since "last week" is neither a date nor a count of days; write 2026-01-01 or 90d.',
    );
    expect(refuse({ since: "0d" })).toMatch(/out of range/);
    expect(refuse({ since: "99999d" })).toMatch(/out of range/);
    expect(refuse({ since: "2026-04-01", until: "2026-03-01" })).toBe(
      "--since 2026-04-01 is not before --until 2026-03-01, so the window is empty.",
    );
    expect(refuse({ since: "2027-01-01" })).toBe(
      "The newest change landed on 2026-03-30; nothing landed since 2027-01-01.",
    );
    expect(refuse({ since: "x".repeat(5000) }).length).toBeLessThan(150);
  });

  it("gives a day whatever the clock of the newest change said, and never throws", () => {
    for (const ms of [-1e15, -62_198_755_200_001, 0, 253_402_300_800_000, 8.64e15, 1e18]) {
      expect(parseWindow({ windowDays: 90, newestLandedAtMs: ms })).toMatchObject({ ok: true });
    }
    fc.assert(
      fc.property(fc.string(), fc.string(), (since, until) => {
        expect(() => parseWindow({ ...words, since, until })).not.toThrow();
      }),
    );
  });
});

describe("toPreviousWindow", () => {
  it("is as long, and ends where the window begins", () => {
    const day = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 4000 }), (start, days) => {
        const until = new Date(start * 86_400_000).toISOString().slice(0, 10);
        const window = parseWindow({ ...words, since: `${days}d`, until });
        if (!window.ok) throw new Error(window.error);
        const previous = toPreviousWindow(window.value);
        expect(previous.until).toBe(window.value.since);
        const length = (span: { since: string; until: string }) =>
          toDayStartMs(span.until) - toDayStartMs(span.since);
        expect(length(previous)).toBe(days * 86_400_000);
      }),
    );
  });
});
