import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayHoldAnswer } from "../../src/tagging/may-hold-answer.ts";

const HOLDING = [
  "Impact: checkout-conversion",
  "**IMPACT**: none",
  "## impact\n\ncheckout",
  "/impact none",
  "<!-- throughline -->",
  "<!--throughline metric: a -->",
  "<!--\n  Throughline -->",
  "Fixes #12",
  "CLOSES: #12",
  "resolved  octo-org/octo.repo#12",
  "fix GH-12",
  "closed\n#12",
  "Fix https://github.com/octo-org/octo-repo/issues/12",
  "fixes [#12](https://example.com)",
  "Reverts acme/shop#12",
  "This reverts commit 1a2b3c4.",
  "Co-authored-by: Octo Cat <octo@example.org>",
  "- **Learned**: retries need a cap",
  "Idea-from: @octocat",
];

describe("mayHoldAnswer", () => {
  it.each(HOLDING)("keeps %j", (text) => {
    expect(mayHoldAnswer(text)).toBe(true);
  });

  it.each([
    "",
    "Adds a retry to the cart.",
    "This fixes the cart, see #12",
    "prefixes #12",
    "discloses #12",
    "Adds a button to revert a change",
    "We learned a lot, co-authored by all",
    "<!-- through the line -->",
    "https://github.com/octo-org/octo-repo/issues/12",
  ])("drops %j", (text) => {
    expect(mayHoldAnswer(text)).toBe(false);
  });

  it("keeps a holding text whatever stands around it", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...HOLDING), fc.string(), (before, text, after) => {
        expect(mayHoldAnswer(`${before}\n${text}\n${after}`)).toBe(true);
      }),
    );
  });

  it.each(["fix ", "fix:", "fix https://", "<!--  ", "closes #"])(
    "reads 65,536 characters of %j to the end",
    (piece) => {
      expect(mayHoldAnswer(piece.repeat(65_536 / piece.length))).toBe(false);
    },
  );
});
