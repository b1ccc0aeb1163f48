import { describe, expect, it } from "vitest";
import { parseSince } from "../../../src/workflows/backfill/parse-since.ts";

const NOW_MS = Date.UTC(2026, 2, 31, 15, 30);

describe("parseSince", () => {
  it.each([
    ["2026-01-01", "2026-01-01"],
    ["1d", "2026-03-30"],
    ["90d", "2025-12-31"],
    ["13m", "2025-02-27"],
  ])("reads %j as the start of %s", (words, day) => {
    expect(parseSince(words, NOW_MS)).toEqual({ ok: true, value: Date.parse(`${day}T00:00:00Z`) });
  });

  it.each([
    ["yesterday", '--since "yesterday" is neither a date nor a count; write 2026-01-01, 90d or 13m.'],
    ["", '--since "" is neither a date nor a count; write 2026-01-01, 90d or 13m.'],
    ["2026-13-01", '--since "2026-13-01" is neither a date nor a count; write 2026-01-01, 90d or 13m.'],
    ["0d", '--since "0d" is out of range; write 1d to 1200m.'],
    ["9999m", '--since "9999m" is out of range; write 1d to 1200m.'],
    ["2026-04-01", '--since "2026-04-01" lies in the future.'],
  ])("refuses %j", (words, error) => {
    expect(parseSince(words, NOW_MS)).toEqual({ ok: false, error });
  });
});
