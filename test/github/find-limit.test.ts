import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findExhaustedUntil, findLimit } from "../../src/github/find-limit.ts";

const NOW_MS = Date.UTC(2026, 2, 31, 9);
const DAY_MS = 24 * 60 * 60 * 1000;

describe("findLimit", () => {
  it.each([
    ["seconds", { "retry-after": "90" }, NOW_MS + 90_000],
    ["an HTTP date", { "retry-after": new Date(NOW_MS + 30_000).toUTCString() }, NOW_MS + 30_000],
    ["no time at all", { "retry-after": "0" }, NOW_MS + 1000],
    ["a time that is past", { "retry-after": new Date(NOW_MS - 30_000).toUTCString() }, NOW_MS + 1000],
    ["a word", { "retry-after": "soon" }, NOW_MS + 60_000],
    ["years", { "retry-after": "999999999" }, NOW_MS + DAY_MS],
  ])("waits %s", (_what, headers, untilMs) => {
    expect(findLimit({ status: 403, headers, data: {} }, NOW_MS)).toMatchObject({ untilMs });
  });

  it("counts from GitHub's time where ours is wrong", () => {
    const headers = {
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": `${(NOW_MS + DAY_MS) / 1000 + 600}`,
      date: new Date(NOW_MS + DAY_MS).toUTCString(),
    };
    expect(findExhaustedUntil({ status: 200, headers, data: {} }, NOW_MS)).toBe(NOW_MS + 600_000);
  });

  it.each([
    [403, {}, { message: "Resource not accessible by integration" }],
    [403, { "x-ratelimit-remaining": "17" }, null],
    [200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }, {}],
    [404, { "retry-after": "60" }, {}],
    [200, {}, { message: "rate limit exceeded" }],
  ])("finds none in %i %j %j", (status, headers, data) => {
    expect(findLimit({ status, headers, data }, NOW_MS)).toBeUndefined();
  });

  it("never throws, and never waits for less than a second or more than a day", () => {
    const headers = fc.record(
      {
        "retry-after": fc.string(),
        "x-ratelimit-remaining": fc.constantFrom("0", "1", ""),
        "x-ratelimit-reset": fc.oneof(fc.string(), fc.integer().map(String)),
        date: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(200, 403, 429), headers, fc.jsonValue(), (status, held, data) => {
        const limit = findLimit({ status, headers: held, data }, NOW_MS);
        if (limit === undefined) return;
        expect(limit.untilMs).toBeGreaterThanOrEqual(NOW_MS + 1000);
        expect(limit.untilMs).toBeLessThanOrEqual(NOW_MS + DAY_MS);
      }),
    );
  });
});
