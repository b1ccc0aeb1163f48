import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as toPlainText } from "mdast-util-to-string";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/text/escape.ts";
import { showHidden } from "../../src/text/show-code.ts";
import { anyText } from "./any-text.ts";

/** What GitHub would make live in the text that a reader sees. */
const LIVE = [
  /@[\p{L}\p{N}_-]/u,
  /#\d/u,
  /\bgh-\d/iu,
  /:\/\//u,
  /\bwww\./iu,
  /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/iu,
  /\b(close[sd]?|fix(e[sd])?|resolve[sd]?):?\s+([\w./-]*#|gh-)\d/iu,
];

function listNodeTypes(markdown: string): Set<string> {
  const types = new Set<string>();
  const open: { type: string; children?: unknown }[] = [fromMarkdown(markdown)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    types.add(node.type);
    open.push(...((node.children ?? []) as typeof open));
  }
  return types;
}

describe("escapeMarkdown", () => {
  it.each([
    ["@octocat", "@&#8203;octocat"],
    ["Fixes #12", "Fixes #&#8203;12"],
    ["&#64;octocat &#35;1", "&amp;#&#8203;64;octocat &amp;#&#8203;35;1"],
    ["see acme/shop#3", "see acme/shop#&#8203;3"],
    ["deadbeef01", "deadbe&#8203;ef01"],
    ["https://x.io", "https:&#8203;//x.io"],
    ["a | b\n| c", "a \\| b \\| c"],
    ["<img onerror=x>", "&lt;img onerror=x&gt;"],
    ["# no heading", "\\# no heading"],
    ["1. no list", "1\\. no list"],
    ["pay\u202Elog", "payU+202Elog"],
    ["costs $5 or $6", "costs &#36;5 or &#36;6"],
  ])("%j becomes %j", (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it("leaves plain words, accents and emoji alone", () => {
    const text = "Größe: naïve façade, 日本語 👩‍👩‍👧 ❤️ (v2.1)";
    expect(escapeMarkdown(text)).toBe(text);
  });

  it("makes nothing but text, which reads as what was written", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const markdown = escapeMarkdown(text);
        expect(
          [...listNodeTypes(markdown)].every((type) => ["root", "paragraph", "text"].includes(type)),
        ).toBe(true);
        const read = toPlainText(fromMarkdown(markdown)).replaceAll("\u200B", "");
        expect(read).toBe(showHidden(text).replace(/\s+/gu, " ").trim());
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves nothing live for GitHub", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const seen = toPlainText(fromMarkdown(escapeMarkdown(text)));
        for (const live of LIVE) {
          expect(seen).not.toMatch(live);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("stays inside a table cell", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMarkdown(text).replace(/\\[^\n]/gu, "")).not.toMatch(/[|\n\r]/u);
      }),
    );
  });
});
