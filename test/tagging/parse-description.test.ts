import { describe, expect, it } from "vitest";
import { compileVocabulary } from "../../src/catalog/resolve-metric.ts";
import type { Statement } from "../../src/model/answer.ts";
import { type DescriptionReading, parseDescription } from "../../src/tagging/parse-description.ts";
import { CATALOG } from "./build-facts.ts";

const vocabulary = compileVocabulary(CATALOG);
const CHECKOUT = { kind: "tags", claims: [{ metric: "checkout-conversion", effect: "moves" }] } as const;
const REFUND = { kind: "tags", claims: [{ metric: "refund-rate", effect: "moves" }] } as const;

function read(markdown: string): DescriptionReading {
  return parseDescription(markdown, vocabulary);
}

function tags(words: string, reason?: string): Statement {
  const claims = words.split(",").map((word) => {
    const [effect, metric] = word.trim().split(" ");
    return { metric: metric ?? "", effect: effect as "moves" };
  });
  return { kind: "tags", claims, ...(reason && { reason }) };
}

describe("a line in the description", () => {
  it.each([
    "Impact: checkout-conversion",
    "IMPACT : Checkout  Conversion.",
    "impact:checkout-conversion",
    "Impact：checkout-conversion",
    "Impact:\u00a0checkout-conversion\u00a0",
    "\uFEFFImpact: checkout-conversion",
    "**Impact:** checkout-conversion",
    "**Impact**: checkout-conversion",
    "**Impact: checkout-conversion**",
    "__Impact:__ _checkout-conversion_",
    "<b>Impact:</b> checkout-conversion",
    "Impact: `checkout-conversion`",
    "Impact: [Checkout conversion](https://acme.example/metrics 'x')",
    "Impact: [Checkout conversion](https://acme.example/metrics)",
    "Impact: [Checkout conversion][1]",
    "Impact: [`checkout-conversion`](https://acme.example/m)",
    "Impact: **[`checkout-conversion`](https://acme.example/m_(x))**",
    "Impact: [**`checkout-conversion`**][m]",
    "Impact: [![checkout-conversion](https://acme.example/badge)](https://acme.example/m)",
    "Impact: (checkout-conversion)",
    "Impact:: checkout-conversion",
    "- [ ] a task\n  - [x] Impact: checkout-conversion",
    "- [ ] a task\n\nImpact: checkout-conversion",
    'Impact: "Checkout conversion"',
    "Impact: checkout\\-conversion",
    "- Impact: checkout-conversion",
    "- **Impact:** checkout-conversion",
    "* [x] Impact: checkout-conversion",
    "1. first\n   - Impact: checkout-conversion",
    "🎯 Impact: checkout-conversion 🚀",
    ":dart: Impact: checkout-conversion",
    "# Impact: checkout-conversion",
    "Impact: checkout-conversion\n---",
    "Some words\nImpact: checkout-conversion\nmore words",
    "Some words  \nImpact: checkout-conversion  \nmore words",
    "Some words\r\n\r\nImpact: checkout-conversion\r\n",
    "<!-- a hint -->\nImpact: checkout-conversion",
    "<!-- a hint --> Impact: checkout-conversion",
    "Impact: checkout-conversion <!-- keys: refund-rate -->",
    "Impact: moves checkout-conversion",
    "<details>\n<summary>Why</summary>\nImpact: checkout-conversion\n</details>",
    "<details>\n\nImpact: checkout-conversion\n\n</details>",
    "Text <!-- never closed, so GitHub shows it\nImpact: checkout-conversion",
    "Impact: checkout-conversion\n\nSigned-off-by: Octo Cat <octo@example.org>",
  ])("is read from %j", (markdown) => {
    const { line, problems } = read(markdown);
    expect(line).toStrictEqual(CHECKOUT);
    expect(problems).toStrictEqual([]);
  });

  it.each([
    "Impact:",
    "Impact: <!-- checkout-conversion, refund-rate -->",
    "Impact: <metric>",
    "Impact: ...",
    "> Impact: refund-rate",
    "> quoted\nImpact: refund-rate",
    "    Impact: refund-rate",
    "\tImpact: refund-rate",
    "```\nImpact: refund-rate\n```",
    "~~~\nImpact: refund-rate",
    "<!--\nImpact: refund-rate\n-->",
    "<!-- never closed\n\nImpact: refund-rate",
    "<pre>\nImpact: refund-rate\n</pre>",
    "`Impact: refund-rate`",
    "some `code\nImpact: refund-rate` of two lines",
    "| Impact: refund-rate |\n| --- |",
    "Business impact: large",
    "Impactful: refund-rate",
    "[link]: https://acme.example/impact",
    "The impact is large.",
    "- [ ] Impact: none",
    "- [ ] Impact: refund-rate",
    "- [ ] one of\n  - Impact: refund-rate",
    "1. [ ] ### Impact: refund-rate",
  ])("is not read from %j, and no problem is told", (markdown) => {
    expect(read(markdown)).toStrictEqual({ problems: [] });
  });

  it.each<[string, Statement]>([
    ["Impact: protects refund-rate", tags("protects refund-rate")],
    ["Impact: Refunds", tags("moves refund-rate")],
    [
      "Impact: protects refund-rate, checkout-conversion",
      tags("protects refund-rate, protects checkout-conversion"),
    ],
    [
      "Impact: refund-rate and enables checkout conversion",
      tags("moves refund-rate, enables checkout-conversion"),
    ],
    ["Impact: refund-rate checkout-conversion", tags("moves refund-rate, moves checkout-conversion")],
    ["Impact: `refund-rate`, `checkout-conversion`", tags("moves refund-rate, moves checkout-conversion")],
    [
      "Impact: refund-rate, [`checkout-conversion`](https://acme.example/m)",
      tags("moves refund-rate, moves checkout-conversion"),
    ],
    [
      "Impact: refund-rate - see [`the plan`](https://acme.example/p)",
      tags("moves refund-rate", "see `the plan`"),
    ],
    ["Impact: refund-rate for #12", tags("moves refund-rate", "for #12")],
    [
      "Impact: for #12, refund-rate is next",
      { kind: "for", target: { number: 12 }, reason: "refund-rate is next" },
    ],
    ["Impact: refund-rate, Refunds", tags("moves refund-rate")],
    ["Impact: refund-rate - fewer calls.", tags("moves refund-rate", "fewer calls.")],
    ["Impact: refund-rate -- fewer calls", tags("moves refund-rate", "fewer calls")],
    ["Impact: refund-rate — fewer calls", tags("moves refund-rate", "fewer calls")],
    ["Impact: refund-rate: fewer calls", tags("moves refund-rate", "fewer calls")],
    ["Impact: refund-rate (fewer calls)", tags("moves refund-rate", "fewer calls")],
    ["Impact: refund-rate because of fewer calls", tags("moves refund-rate", "fewer calls")],
    ["Impact: refund-rate, fewer calls", tags("moves refund-rate", "fewer calls")],
    ["Impact: refund-rate for the team", tags("moves refund-rate", "for the team")],
    ["Impact: none", { kind: "none" }],
    ["Impact: None.", { kind: "none" }],
    ["Impact: `none`, a refactoring", { kind: "none", reason: "a refactoring" }],
    [
      "Impact: none, checkout-conversion is untouched",
      { kind: "none", reason: "checkout-conversion is untouched" },
    ],
    ["Impact: unsure (maybe refunds)", { kind: "unsure", reason: "maybe refunds" }],
    ["Impact: for #812", { kind: "for", target: { number: 812 } }],
    [
      "Impact: for acme/shop#812, part 2",
      { kind: "for", target: { repository: "acme/shop", number: 812 }, reason: "part 2" },
    ],
    [
      "Impact: for <https://github.com/acme/shop/pull/812>",
      { kind: "for", target: { repository: "acme/shop", number: 812 } },
    ],
    [
      "Impact: for https://ghe.acme.example/acme/shop/issues/8#issuecomment-1",
      { kind: "for", target: { repository: "acme/shop", number: 8 } },
    ],
  ])("says of %j what it says", (markdown, statement) => {
    const reading = read(markdown);
    expect(reading.line).toStrictEqual(statement);
    expect(reading.problems).toStrictEqual([]);
  });

  it("counts the last valid one of several, and tells of the others", () => {
    const reading = read("Impact: none\n\nImpact: refunds\n\nImpact: chekout-conversion");
    expect(reading.line).toStrictEqual(REFUND);
    expect(reading.problems.map(({ code }) => code)).toStrictEqual(["unknown-key"]);
  });

  it.each([
    ["Impact: chekout-conversion", "unknown-key", undefined],
    ["Impact: a lot of things", "unknown-key", undefined],
    ["Impact: refund-rate, chekout-conversion", "unknown-key", REFUND],
    ["Impact: chekout-conversion, refund-rate", "unknown-key", REFUND],
    ["Impact: protects", "missing-metric", undefined],
    ["Impact: checkout-conversion, none", "none-beside-metric", CHECKOUT],
    ["Impact: none, checkout-conversion", "none-beside-metric", CHECKOUT],
    ["Impact: unsure, checkout-conversion", "unsure-beside-metric", CHECKOUT],
    ["Impact: checkout-conversion, unsure", "unsure-beside-metric", CHECKOUT],
    ["Impact: for #812, checkout-conversion", "for-beside-metric", CHECKOUT],
    ["Impact: checkout-conversion and for acme/shop#812", "for-beside-metric", CHECKOUT],
    ["Impact: unsure, protects refund-rate", "unsure-beside-metric", tags("protects refund-rate")],
  ])("tells of %j: %s", (markdown, code, line) => {
    const reading = read(markdown);
    expect(reading.problems.map((problem) => problem.code)).toStrictEqual([code]);
    expect(reading.line).toStrictEqual(line);
  });

  it("names no word that nobody wrote", () => {
    for (const markdown of ["Impact: [x](y z)", "Impact: ;a", "Impact: )", "Impact: because of speed"]) {
      const told = read(markdown).problems.map(({ message }) => message);
      expect(told.join(" ")).not.toMatch(/moves|protects|enables/u);
    }
  });

  it("names the nearest keys for an unknown one", () => {
    expect(read("Impact: chekout-conversion").problems[0]?.message).toMatch(
      /^"chekout-conversion" is no metric of the catalog: did you mean checkout-conversion\b/u,
    );
  });

  it("lets the first two of three metrics count", () => {
    const reading = read("Impact: refund-rate, checkout-conversion and net-revenue-retention");
    expect(reading.line).toStrictEqual(tags("moves refund-rate, moves checkout-conversion"));
    expect(reading.problems).toStrictEqual([
      {
        code: "too-many-metrics",
        message:
          "At most two metrics count: refund-rate and checkout-conversion do, net-revenue-retention does not.",
      },
    ]);
  });
});

describe("a heading Impact", () => {
  it.each<[string, Statement]>([
    ["### Impact\n\ncheckout-conversion", CHECKOUT],
    ["### Impact:\ncheckout-conversion", CHECKOUT],
    ["## 🎯 **Impact**\n\n<!-- which metric? -->\n\ncheckout-conversion", CHECKOUT],
    ["Impact\n------\n\ncheckout-conversion", CHECKOUT],
    ["### Impact\n- checkout-conversion\n", CHECKOUT],
    ["### Impact\n- [ ] refund-rate\n- [x] checkout-conversion", CHECKOUT],
    [
      "### Impact\n- protects refund-rate\n- checkout-conversion: faster",
      tags("protects refund-rate, protects checkout-conversion", "faster"),
    ],
    ["### Impact\n\nenables Refund rate because\nit is shown", tags("enables refund-rate", "it is shown")],
    ["### Impact\n\nNone.", { kind: "none" }],
    ["### Impact\n\nfor #3", { kind: "for", target: { number: 3 } }],
  ])("answers in %j", (markdown, statement) => {
    expect(read(markdown)).toStrictEqual({ line: statement, problems: [] });
  });

  it.each([
    "## Impact\n\nThis makes all of it faster.",
    "## Impact\n\n## Tests\n\ncheckout-conversion",
    "## Impact\n\n> checkout-conversion",
    "## Impact\n\n- [ ] checkout-conversion",
    "## Impact on customers\n\ncheckout-conversion",
  ])("is no answer and no problem in %j", (markdown) => {
    expect(read(markdown)).toStrictEqual({ problems: [] });
  });
});

describe("the marked checklist", () => {
  const block = (items: string) => `<!-- throughline -->\n${items}\n<!-- /throughline -->`;

  it.each<[string, Statement]>([
    ["- [x] <!-- metric: checkout-conversion --> Anything", CHECKOUT],
    ["- [X] `checkout-conversion` Anything", CHECKOUT],
    ["* [x] Checkout conversion", CHECKOUT],
    ["- [x] <!-- metric: refunds --> Refunds\n- [ ] <!-- metric: none --> No metric", REFUND],
    ["- [x] <!-- metric: none --> No metric", { kind: "none" }],
    ["- [x] No metric", { kind: "none" }],
    ["- [x] Not sure", { kind: "unsure" }],
    ["- [x] Not sure\n- [x] Refund rate", REFUND],
  ])("reads %j", (items, statement) => {
    expect(read(block(items))).toStrictEqual({ checklist: statement, problems: [] });
  });

  it("is nothing without a ticked item, and other boxes are none of ours", () => {
    expect(read(block("- [ ] refund-rate"))).toStrictEqual({ problems: [] });
    expect(read(`- [x] refund-rate\n\n${block("- [ ] none")}\n\n- [x] refund-rate`)).toStrictEqual({
      problems: [],
    });
    expect(read("- [x] refund-rate")).toStrictEqual({ problems: [] });
  });

  it("ends with its first list where it is never closed", () => {
    expect(
      read("<!-- throughline -->\r\n- [x] refund-rate\r\n\r\ntext\r\n\r\n- [x] checkout-conversion"),
    ).toStrictEqual({
      checklist: REFUND,
      problems: [],
    });
  });

  it("tells of none beside a metric, of a third metric and of an unknown one", () => {
    const reading = read(
      block(
        "- [x] refund-rate\n- [x] none\n- [x] checkout-conversion\n- [x] net-revenue-retention\n- [x] nonsense",
      ),
    );
    expect(reading.checklist).toStrictEqual(tags("moves refund-rate, moves checkout-conversion"));
    expect(reading.problems.map(({ code }) => code).sort()).toStrictEqual([
      "none-beside-metric",
      "too-many-metrics",
      "unknown-key",
    ]);
  });
});
