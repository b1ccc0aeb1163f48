import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InsightDecision, InsightFacts, InsightLearning } from "../../src/insight/facts.ts";
import { listFindings } from "../../src/insight/list-findings.ts";
import { type InsightContent, renderInsightComment } from "../../src/insight/render-insight-comment.ts";
import type { Metric } from "../../src/model/catalog.ts";
import { factsOf, policyOf } from "./made-facts.ts";

const privacyUrl = "https://throughline.example/privacy";
const linkBase = "https://redirect.github.com/acme/shop";

function render(
  facts: InsightFacts,
  content: Partial<InsightContent> = {},
  address: string | null = linkBase,
) {
  return renderInsightComment(
    {
      findings: listFindings(facts),
      voice: "unasked",
      says: facts.claims.length > 0 ? "a metric" : "nothing",
      answered: facts.answered.length,
      ...content,
    },
    {
      policy: facts.policy,
      privacyUrl,
      ...(address === null ? {} : { linkBase: address, hostLinkBase: "https://redirect.github.com" }),
    },
  );
}

const USUAL = ["checkout-conversion"];
const FOCUS = ["net-revenue-retention"];
const TWO = factsOf(
  ["refund-rate"],
  [
    { count: 3, folder: "services/billing", claims: FOCUS },
    { count: 2 },
    { count: 15, claims: USUAL },
    { count: 1, folder: "services/refunds", claims: ["protects refund-rate"] },
  ],
);

const DECISION: InsightDecision = {
  question: "Who watches Refund rate while Checkout conversion is pushed?",
  text: "Support does, each week.",
  metrics: ["refund-rate"],
  areas: [],
  decidedOn: "2026-03-02",
  place: { issue: 40, comment: 801 },
};

const LEARNING: InsightLearning = {
  metric: "refund-rate",
  text: "Refunds fall when the cap is *shown* first, says @octocat; fixes #12",
  from: { repository: "acme/pay", number: 9 },
};

describe("the insight comment reads as it was reviewed (vitest run test/insight -u renews it)", () => {
  it.each<[string, string]>([
    ["two-findings", render(TWO)],
    ["two-findings-unlinked", render(TWO, {}, null)],
    [
      "focus",
      render(
        factsOf(FOCUS, [
          { count: 1, claims: FOCUS },
          { count: 24, claims: USUAL },
        ]),
      ),
    ],
    ["focus-first", render(factsOf(FOCUS, [{ count: 24, claims: USUAL }], { policy: policyOf("public") }))],
    ["decision", render(factsOf(["refund-rate"], [], { decisions: [DECISION, DECISION] }))],
    [
      "decision-unlinked",
      render(
        factsOf(["net-revenue-retention"], [], {
          decisions: [{ ...DECISION, metrics: [], areas: ["checkout"] }],
        }),
        {},
        null,
      ),
    ],
    ["learning", render(factsOf(["refund-rate"], [], { learnings: [LEARNING, LEARNING] }))],
    ["learning-unlinked", render(factsOf(["refund-rate"], [], { learnings: [LEARNING] }), {}, null)],
    ["no-longer", render(factsOf([], []))],
    ["asked-nothing-stands-out", render(factsOf(USUAL, [{ count: 24, claims: USUAL }]), { voice: "asked" })],
    ["asked-too-early", render(factsOf(USUAL, [{ count: 7, claims: USUAL }]), { voice: "asked" })],
    ["asked-unanswered", render(factsOf([], [{ count: 24 }]), { voice: "asked" })],
    ["asked-none", render(factsOf([], [{ count: 24 }]), { voice: "asked", says: "no metric" })],
  ])("%s", async (name, body) => {
    await expect(`${body}\n`).toMatchFileSnapshot(`golden/${name}.md`);
  });
});

describe("the insight comment", () => {
  it("quotes a decision without anything that calls, links or ends the quote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const hostile = `@octocat fixes #12 [x](https://evil.example) <b> <!-- ${text}`;
        const decision = { ...DECISION, question: hostile, text: hostile };
        const body = render(factsOf(["refund-rate"], [], { decisions: [decision] }));
        expect(body).toContain("This was decided on 2026-03-02");
        expect(body).not.toMatch(/@octocat|#12\b|\]\(https:\/\/evil|<b>/u);
        expect(body.match(/<!--/gu)).toHaveLength(1);
        expect(body.split("\n")).toHaveLength(7);
      }),
    );
  });

  it("calls nobody and makes nothing live, whatever the catalog says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const hostile = `${text}@octocat #12 [x](https://evil.example) <b> <!-- ${text}`;
        const policy = {
          ...base,
          shownMetrics: new Map(
            [...base.shownMetrics].map(([key, metric]) => [key, disguise(metric, hostile)]),
          ),
        };
        const body = render(factsOf(FOCUS, [{ count: 24, claims: USUAL }], { policy }));
        expect(body).toContain("is the focus");
        expect(body).not.toMatch(/@octocat|(?<!\[)#12\b|\]\(https:\/\/evil|<b>/u);
        expect(body.match(/<!--/gu)).toHaveLength(1);
        expect(body.split("\n")).toHaveLength(7);
      }),
    );
  });
});

const base = policyOf();

function disguise(metric: Metric, text: string): Metric {
  return { ...metric, name: text, ...(metric.focus && { focus: { ...metric.focus, why: text } }) };
}
