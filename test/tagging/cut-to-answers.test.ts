import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capNesting } from "../../src/tagging/cap-markdown.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { cutToAnswers, holdsCandidate } from "../../src/tagging/cut-to-answers.ts";
import { listSayings } from "../../src/tagging/list-sayings.ts";
import { hasChecklist, parseChecklist } from "../../src/tagging/parse-checklist.ts";
import { parseMarkdown } from "../../src/tagging/parse-markdown.ts";
import { CATALOG } from "./build-facts.ts";

const { vocabulary } = compilePolicy(CATALOG);

const LINES = [
  "",
  "",
  "",
  " ",
  "\t",
  "Text",
  "Text with `code",
  "more` of it",
  "[link",
  "](https://acme.example)",
  "# Title",
  "---",
  "===",
  "Impact: refund-rate",
  "**Impact**: none",
  "  Impact: unsure",
  "    Impact: none",
  "> Impact: none",
  "- Impact: refund-rate",
  "## Impact",
  "## Impact:",
  "Impact",
  "refund-rate",
  "The impact is small",
  "impact, and more",
  "1. Impact: none",
  "```",
  "~~~",
  "> ```",
  "- ```",
  "  ```",
  "    ",
  "- item",
  "  - inner",
  "  text",
  "- [x] refund-rate",
  "- [ ] none",
  "> quote",
  "<!-- note",
  "-->",
  "<!-- whole -->",
  "<!-->",
  "<!-- throughline -->",
  "<!-- /throughline -->",
  "text <!-- inline",
  "- <!-- open",
  "<details>",
  "</details>",
  "<pre>",
  "</pre>",
  "<script>",
  "</script>",
  "<?php",
  "?>",
  "<!DOCTYPE",
  "<div>Impact: none",
  "im<b>pact</b>: none",
  "## im<b>pact</b>",
  "<b>Impact</b>: none",
  "Impact<!-- x -->: none",
  "im<!-- x -->pact: none",
  "<textarea",
  "\u200BImpact: none",
  "Impact\u200B: none",
  "* * *",
  "2) two",
  "\\",
  "[Impact](x): none",
];
const texts = fc.array(fc.constantFrom(...LINES), { maxLength: 24 }).map((lines) => lines.join("\n"));

function read(markdown: string) {
  const root = parseMarkdown(markdown);
  const checklist = hasChecklist(markdown) ? parseChecklist(root, vocabulary) : undefined;
  return { sayings: listSayings(root), checklist };
}

describe("cutToAnswers", () => {
  it("keeps all that is said, whatever stands around it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const capped = capNesting(text);
        expect(read(holdsCandidate(text) ? cutToAnswers(capped) : "")).toStrictEqual(read(capped));
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves away what stands above and below", () => {
    const page = "Why this was done.\n\n- one\n- two\n\n".repeat(20);
    expect(cutToAnswers(`${page}Impact: none\n\nThanks\n\n${page}`)).toBe("Impact: none\n\nThanks\n\n");
    expect(cutToAnswers(`${page}## Impact\n\n- refund-rate\n\n${page}`)).toBe(
      "## Impact\n\n- refund-rate\n\nWhy this was done.\n\n- one\n- two\n\n",
    );
    expect(cutToAnswers(`<!-- a template\n\nof ours -->\n\n${page}Impact: none`)).toBe("Impact: none");
  });

  it("cuts nothing off where code or raw HTML may go on", () => {
    const fenced = "```\nconst a = 1;\n\nText\n\nImpact: none\n";
    expect(cutToAnswers(fenced)).toBe(fenced);
  });

  it("takes the word inside a sentence for no answer", () => {
    expect(holdsCandidate("The impact is small; it impacts, and had impact, nothing.")).toBe(false);
    expect(holdsCandidate("**Impact** : none")).toBe(true);
    expect(holdsCandidate("# Impact")).toBe(true);
  });
});
