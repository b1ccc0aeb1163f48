import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as toPlainText } from "mdast-util-to-string";
import { describe, expect, it } from "vitest";
import { escapeCsv } from "../../src/text/csv.ts";
import { escapeHtml, escapeMermaid } from "../../src/text/escape.ts";
import { showCode, showHidden } from "../../src/text/show-code.ts";
import { anyText } from "./any-text.ts";

const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]|\u200B|\u200C|\u2060|\uFEFF/u;

describe("showHidden", () => {
  it("writes hidden characters out and keeps emoji whole", () => {
    expect(showHidden("a\u202Eb\u200Bc\u200D")).toBe("aU+202EbU+200BcU+200D");
    expect(showHidden("👩‍👩‍👧 👩🏽‍💻 🏳️‍🌈 ❤️ \u{E0041}")).toBe("👩‍👩‍👧 👩🏽‍💻 🏳️‍🌈 ❤️ U+E0041");
  });

  it("leaves none behind, in any output", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const output of [showHidden(text), escapeHtml(text), escapeMermaid(text), showCode(text)]) {
          expect(output).not.toMatch(HIDDEN);
        }
      }),
    );
  });
});

describe("escapeHtml", () => {
  it("leaves nothing that opens a tag, an entity or the end of an attribute", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeHtml(text).replace(/&(amp|lt|gt|quot|#39);/gu, "")).not.toMatch(/[&<>"']/u);
      }),
    );
  });
});

describe("escapeMermaid", () => {
  it("keeps the label readable", () => {
    expect(escapeMermaid('Net "revenue" (retention), %')).toBe("Net #34;revenue#34; #40;retention#41;, #37;");
  });

  it("leaves nothing that closes a label or the fence around it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMermaid(text).replace(/#\d+;/gu, "")).not.toMatch(/["'`#;:<>[\](){}|&\\\n\r%@]/u);
      }),
    );
  });
});

describe("escapeCsv", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["-2", "'-2"],
    ["@a", "'@a"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ['say "hi", twice', '"say ""hi"", twice"'],
    ["plain", "plain"],
  ])("%j becomes %j", (text, cell) => {
    expect(escapeCsv(text)).toBe(cell);
  });

  it("is one cell that reads as the text and runs nowhere", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = escapeCsv(text);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(read).not.toMatch(/^[=+\-@\t\r]/u);
        expect(read === text || read === `'${text}`).toBe(true);
        expect(cell.startsWith('"') || !/[",\r\n]/u.test(cell)).toBe(true);
      }),
    );
  });
});

describe("showCode", () => {
  it.each([
    ["src/**", "`src/**`"],
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    ["a|b", "<code>a&#124;b</code>"],
    ["a\nb", "`aU+000Ab`"],
  ])("%j becomes %j", (text, markdown) => {
    expect(showCode(text)).toBe(markdown);
  });

  it("holds any text on one line", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const markdown = showCode(text);
        const expected = showHidden(text).replace(
          /[\t\n\r]/gu,
          (c) => `U+000${c.charCodeAt(0).toString(16).toUpperCase()}`,
        );
        expect(markdown).not.toMatch(/[|\n]/u);
        if (!expected.includes("|")) {
          expect(fromMarkdown(markdown).children[0]).toMatchObject({
            type: "paragraph",
            children: [{ type: "inlineCode" }],
          });
          expect(toPlainText(fromMarkdown(markdown)).trim()).toBe(expected.trim());
        }
      }),
      { numRuns: 2000 },
    );
  });
});
