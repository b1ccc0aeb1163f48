import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { compileVocabulary } from "../../src/catalog/resolve-metric.ts";
import { RESERVED_KEYS } from "../../src/model/catalog.ts";
import { parseCommands } from "../../src/tagging/parse-commands.ts";
import { parseDescription } from "../../src/tagging/parse-description.ts";
import { parseMarkdown } from "../../src/tagging/parse-markdown.ts";
import { parseStatement } from "../../src/tagging/parse-statement.ts";
import { toPlainText } from "../../src/tagging/to-plain-text.ts";
import { CATALOG } from "./build-facts.ts";

const vocabulary = compileVocabulary(CATALOG);

function countNodes(node: Nodes): number {
  return 1 + ("children" in node ? node.children.reduce((sum, child) => sum + countNodes(child), 0) : 0);
}

/** Pieces that mean something to one of the parsers, mixed with anything. */
const markdown = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."Impact: |impact|### Impact\n|checkout-conversion|refunds|none|unsure|for #1|protects |, | and |<!-- throughline -->\n|<!-- /throughline -->\n|- [x] |- |> |\n|\r\n|\n\n|`|```\n|<!--|-->|**|[|](|)|<|<pre>|\\|    |\t|/impact ".split(
          "|",
        ),
      ),
      fc.string({ unit: "binary" }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

describe("any text", () => {
  it("is read without throwing, to at most two claims of the catalog", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        parseCommands(text);
        for (const reading of [
          parseDescription(text, vocabulary),
          { line: parseStatement(text, vocabulary).statement },
        ]) {
          const claims = reading.line?.kind === "tags" ? reading.line.claims : [];
          expect(claims.length).toBeLessThanOrEqual(2);
          for (const { metric } of claims) {
            expect(CATALOG.metrics.map(({ key }) => key)).toContain(metric);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("says nothing from inside a fence, whatever stands there", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const fenced = `~~~~~~~~\n${text.replaceAll("~", "")}\n~~~~~~~~`;
        expect(parseDescription(fenced, vocabulary)).toStrictEqual({ problems: [] });
        expect(parseCommands(fenced)).toStrictEqual([]);
      }),
    );
  });

  it("keeps plain words as they are", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 .,-]*$/u), (text) => {
        expect(toPlainText(text)).toBe(text);
      }),
    );
  });
});

describe("65,536 characters of one thing", () => {
  const pieces =
    "[|*|_|>|`|<|(|- |1. |+ |> - |&|&#|<!--|\\|~|#|=|\t|*_|[](|![|`` ` |<a |impact|impact:|impact: and |impact: a,|Impact:\n|- [x] |\n> |\n- |  \n|- \n|<pre>|[a][|- impact: refunds\n|Impact: refunds, \n|<!-- throughline -->\n".split(
      "|",
    );

  it.each([...pieces, "|"])("of %j is read to its end", (piece) => {
    for (const before of ["Impact: ", "<!-- throughline -->\n"]) {
      const text = before + piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536 - before.length);
      expect(parseDescription(text, vocabulary).problems.length).toBeLessThanOrEqual(5);
    }
  });

  it.each(["a\n\n", "- [x] a\n", "> a\n\n", "# a\n", `${"- ".repeat(14)}a\n`, `${"> ".repeat(15)}a\n\n`])(
    "of %j is parsed to a few thousand nodes, and what stands before it counts",
    (piece) => {
      const text = `Impact: refunds\n\n<!-- throughline -->\n\n${piece.repeat(65_536 / piece.length)}`;
      expect(countNodes(parseMarkdown(text))).toBeLessThanOrEqual(8_000);
      expect(parseDescription(text, vocabulary).line?.kind).toBe("tags");
    },
  );

  it("finds the line behind more items than are read", () => {
    const text = `${"- an item\n".repeat(5_000)}\nImpact: refunds`;
    expect(parseDescription(text, vocabulary).line?.kind).toBe("tags");
  });

  it("still finds the line behind a line of 30,000 quote marks", () => {
    const text = `${">".repeat(30_000)} text\n\n${"- ".repeat(9_000)}text\n\nImpact: refunds`;
    expect(parseDescription(text, vocabulary).line?.kind).toBe("tags");
  });
});

describe("the line that the check offers", () => {
  const word = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/u);
  const name = fc.oneof(
    word,
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.constantFrom("none", "And", "protects x"),
  );
  const metrics = fc.uniqueArray(fc.record({ key: word, name }), {
    minLength: 1,
    maxLength: 8,
    selector: ({ key }) => key,
  });

  it("names its metric in any catalog", () => {
    fc.assert(
      fc.property(metrics, (entries) => {
        const [template] = CATALOG.metrics;
        if (template === undefined) {
          throw new Error("no metric to build from");
        }
        const usable = entries.filter(({ key }) => !RESERVED_KEYS.some((reserved) => reserved === key));
        const all = compileVocabulary({
          metrics: usable.map((entry) => ({ ...template, was: [], ...entry })),
        });
        for (const { key } of usable) {
          expect(parseDescription(`Impact: ${key}`, all)).toStrictEqual({
            line: { kind: "tags", claims: [{ metric: key, effect: "moves" }] },
            problems: [],
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});
