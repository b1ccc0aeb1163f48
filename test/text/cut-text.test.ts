import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCodePoints, cutText } from "../../src/text/cut-text.ts";
import { anyText } from "./any-text.ts";

describe("cutText", () => {
  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 5, "abcd…"],
    ["😀😀😀", 3, "😀😀😀"],
    ["😀😀😀", 2, "😀…"],
    ["abc", 1, "…"],
    ["abc", 0, ""],
    ["", 0, ""],
    ["a\uD83D", 5, "a\uFFFD"],
  ])("%j to %i is %j", (text, limit, cut) => {
    expect(cutText(text, limit)).toBe(cut);
  });

  it("counts code points, splits none, and cuts only what is too long", () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, limit) => {
        const cut = cutText(text, limit);
        const wellFormed = text.toWellFormed();
        expect(cut.isWellFormed()).toBe(true);
        expect(countCodePoints(cut)).toBeLessThanOrEqual(limit);
        if (countCodePoints(wellFormed) <= limit) {
          expect(cut).toBe(wellFormed);
        } else if (limit > 0) {
          expect(countCodePoints(cut)).toBe(limit);
          expect(wellFormed.startsWith(cut.slice(0, -1))).toBe(true);
        }
      }),
    );
  });
});

describe("countCodePoints", () => {
  it("agrees with the language's own iteration", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(countCodePoints(text)).toBe([...text].length);
      }),
    );
  });
});
