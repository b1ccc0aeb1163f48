import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRevert } from "../../src/tagging/parse-revert.ts";

const SHA = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

describe("parseRevert", () => {
  it.each([
    ['Revert "Keep the cart"', `This reverts commit ${SHA}.`, { sha: SHA, title: "Keep the cart" }],
    [
      'Revert "Keep the cart (#12)" (#34)',
      "Reverts acme/shop#12",
      { number: 12, title: "Keep the cart (#12)" },
    ],
    ['Revert "Keep the cart (#12)" (#34)', "", { number: 12, title: "Keep the cart (#12)" }],
    ['Revert "Say "hi" twice"', "", { title: 'Say "hi" twice' }],
    ['fix: Revert "Keep the cart"', "", { title: "Keep the cart" }],
    ['revert: "keep the cart (#12)" (#34)', "", { number: 12, title: "keep the cart (#12)" }],
    ["revert: keep the cart (#34)", "", { title: "keep the cart" }],
    ["revert(cart)!: keep the cart (#12) (#34)", "", { number: 12, title: "keep the cart (#12)" }],
    ["fix: revert #12, fix #13 (#34)", "", { number: 12 }],
    ["Revert PR #12", "", { number: 12 }],
    ["fix(css): revert keep the cart (#12) (#34)", "", { number: 12 }],
    ["Take back the cart", `This reverts commit 1A2B3C4.\n`, { sha: "1a2b3c4" }],
    ["Reverted the cart", `Why.\n\nThis reverts commit ${SHA}, reversing changes`, { sha: SHA }],
  ])("reads %s", (title, body, expected) => {
    expect(parseRevert(title, body)).toEqual(expected);
  });

  it.each([
    ["Keep the cart", ""],
    ["Revert button is grey", ""],
    ["Revert button is grey (#34)", ""],
    ["Reverting is slow", "#12"],
    // One of the branch's own commits, listed by the squash.
    ["Keep the cart (#12)", `* Keep it\n\n* Revert "Keep it"\n\nThis reverts commit ${SHA}.`],
  ])("finds no revert in %s", (title, body) => {
    expect(parseRevert(title, body)).toBeUndefined();
  });

  it("sees that a change put back is no revert, and that a third revert is one again", () => {
    const body = `This reverts commit ${SHA}.`;
    expect(parseRevert('Revert "Revert "Keep the cart""', body)).toBeUndefined();
    expect(parseRevert('Revert "Revert "Keep the cart (#1)" (#2)" (#3)', body)).toBeUndefined();
    expect(parseRevert('Reapply "Keep the cart"', body)).toBeUndefined();
    expect(parseRevert('fix: reapply "Keep the cart"', body)).toBeUndefined();
    expect(parseRevert('Revert "Revert "Revert "Keep the cart"""', body)?.sha).toBe(SHA);
  });

  it("never throws, and ends soon on any text", () => {
    const part = fc.constantFrom(
      'Revert "',
      '"',
      "revert: ",
      "(#1)",
      "This reverts commit ",
      "abcdef1",
      " ",
      "#2",
    );
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (title, body) => {
        expect(() => parseRevert(title, body)).not.toThrow();
      }),
    );
    for (const piece of ['Revert "', '"', "(#1)", " ", "a:", "reverts commit ", "a/", "- "]) {
      expect(parseRevert(piece.repeat(20_000), piece.repeat(20_000)) ?? {}).toBeTypeOf("object");
    }
  });
});
