import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { keepTickedItems } from "../../src/tagging/parse-checklist.ts";
import { parseDescription } from "../../src/tagging/parse-description.ts";
import { CATALOG } from "./build-facts.ts";

const { vocabulary } = compilePolicy(CATALOG);

const LINES = [
  "",
  "",
  "text",
  "```",
  "<!-- throughline -->",
  "<!-- throughline -->",
  "<!-- /throughline -->",
  "- [x] <!-- metric: refund-rate --> Refund rate",
  "- [x] none",
  "- [ ] unsure",
  "- [x] `checkout-conversion`",
  "- [x] refnd-rate",
  "  - [x] refund-rate",
  "- [x] # refund-rate",
  "> - [x] none",
  "- [x]",
  "  refund-rate",
  "---",
];

describe("keepTickedItems", () => {
  it("says what the whole comment's list says, in any comment", () => {
    const comments = fc.array(fc.constantFrom(...LINES), { maxLength: 14 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(comments, (comment) => {
        const whole = parseDescription(comment, vocabulary);
        expect(parseDescription(keepTickedItems(comment), vocabulary)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps nothing else of the comment", () => {
    const comment =
      "My phone is 555-1234.\n\n<!-- throughline -->\n- [ ] none\n- [x] refund-rate\n<!-- /throughline -->\n\nBye";
    expect(keepTickedItems(comment)).toBe("<!-- throughline -->\n- [x] refund-rate\n<!-- /throughline -->");
  });
});
