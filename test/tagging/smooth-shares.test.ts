import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAR, smoothShares, toShare } from "../../src/tagging/smooth-shares.ts";

const overall = (metric: string): number => ({ a: 0.5, b: 0.25 })[metric] ?? 0;

function smooth(recent: readonly (readonly string[])[], named: readonly string[] = [], above = FAR) {
  return smoothShares(recent, named, { above, overall });
}

describe("smoothShares", () => {
  it("has the shares above where nothing was claimed", () => {
    const above = smooth([["a"], ["a"]]);
    expect(smooth([], [], above)).toBe(above);
    expect(toShare(FAR, "a", overall)).toBe(0.5);
    expect(toShare(FAR, "new", overall)).toBe(0);
  });

  it("believes one voice sooner than many", () => {
    const one = smooth([["a"], ["a"], ["a"]]);
    const many = smooth([["a"], ["b"], ["c"]]);
    // Three claims of one metric leave a quarter to what is above, three of three leave half.
    expect(one.rest).toBe(0.25);
    expect(toShare(one, "a", overall)).toBe(0.75 + 0.25 * 0.5);
    expect(many.rest).toBe(0.5);
    expect(toShare(many, "a", overall)).toBeCloseTo(1 / 6 + 0.5 * 0.5);
  });

  it("takes a name for one claim, shared by all metrics of that name", () => {
    expect(smooth([], ["x"])).toStrictEqual(smooth([["x"]]));
    expect(toShare(smooth([], ["x", "y"]), "x", overall)).toBeCloseTo(1 / 6);
  });

  it("never gives more than 1 in all where each change claims one metric", () => {
    const metric = fc.constantFrom("a", "b", "c", "d");
    const place = fc.array(
      metric.map((key) => [key]),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 5 }), (places) => {
        const shares = places.reduce((above, recent) => smooth(recent, [], above), FAR);
        const sum = ["a", "b", "c", "d"].reduce((all, key) => all + toShare(shares, key, overall), 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        expect(shares.rest).toBeLessThanOrEqual(1);
      }),
    );
  });
});
