import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { type SuggestionFacts, suggestMetrics } from "../../src/tagging/suggest-metrics.ts";
import { CATALOG } from "./build-facts.ts";

const policy = compilePolicy(CATALOG);
const NOTHING: SuggestionFacts = { title: "", labels: [], paths: [], linkedIssues: [], agentClaims: [] };

function suggest(facts: Partial<SuggestionFacts>, history = createClaimHistory()) {
  return suggestMetrics({ ...NOTHING, ...facts }, policy, history).map(
    ({ metric, source, reason }) => `${metric} (${source}): ${reason}`,
  );
}

function historyOf(count: number, metric: string, path = "services/pay/a.ts") {
  const history = createClaimHistory();
  for (let index = 0; index < count; index += 1) {
    history.add({ title: `Change ${index}`, paths: [path] }, [metric]);
  }
  return history;
}

describe("suggestMetrics", () => {
  it("says why, for each kind of evidence", () => {
    expect(suggest({ paths: ["services/checkout/a.ts"] })).toStrictEqual([
      "checkout-conversion (path): it changes `services/checkout/**`",
    ]);
    expect(suggest({ labels: ["Area: Checkout"] })).toStrictEqual([
      "checkout-conversion (label): it has the label `Area: Checkout`",
    ]);
    expect(suggest({ title: "Sell a gift card" })).toStrictEqual([
      "checkout-conversion (keyword): the title speaks of `gift card`",
    ]);
    expect(suggest({ branch: "feature/checkout_speed" })).toStrictEqual([
      "checkout-conversion (keyword): the branch speaks of `checkout`",
    ]);
    expect(suggest({ agentClaims: [{ metric: "refund-rate", effect: "moves" }] })).toStrictEqual([
      "refund-rate (agent): the agent says so in the description",
    ]);
    expect(suggest({ paths: ["services/pay/b.ts"] }, historyOf(6, "refund-rate"))).toStrictEqual([
      "refund-rate (history): 6 of the last 6 changes in `services/pay` claim it",
    ]);
  });

  it("offers what only an issue says, without taking it for an answer", () => {
    const issue = {
      reference: { number: 5 },
      title: "",
      labels: ["area: checkout"],
      body: "",
      authorCanWrite: false,
    };
    const [line] = suggest({ linkedIssues: [{ ...issue, body: "Impact: refunds" }] });
    expect(line).toMatch(/^refund-rate \(issue\): the linked issue .+ says so$/u);
    expect(suggest({ linkedIssues: [issue] })[0]).toMatch(/^checkout-conversion \(issue\)/u);
  });

  it("finds keywords as whole words only", () => {
    expect(suggest({ title: "Checkouts and gift cards" })).toStrictEqual([]);
  });

  it("learns nothing from four changes", () => {
    expect(suggest({ paths: ["services/pay/b.ts"] }, historyOf(4, "refund-rate"))).toStrictEqual([]);
  });

  it("puts what people declared above what the catalog expects", () => {
    const history = historyOf(20, "refund-rate", "services/checkout/a.ts");
    expect(suggest({ paths: ["services/checkout/a.ts"] }, history)[0]).toMatch(/^refund-rate \(history\)/u);
  });

  it("offers both areas of a change of two", () => {
    const both = ["services/checkout/a.ts", "services/checkout/b.ts", "services/refunds/a.ts"];
    expect(suggest({ paths: both }).map((line) => line.split(" ")[0])).toStrictEqual([
      "checkout-conversion",
      "refund-rate",
    ]);
  });

  it("names no private metric in a public repository, and no retired one anywhere", () => {
    const history = historyOf(9, "deal-velocity");
    const facts = { ...NOTHING, paths: ["services/pay/b.ts"] };
    expect(suggestMetrics(facts, policy, history).map(({ metric }) => metric)).toStrictEqual([
      "deal-velocity",
    ]);
    expect(suggestMetrics(facts, compilePolicy(CATALOG, "public"), history)).toStrictEqual([]);
    expect(suggestMetrics(facts, policy, historyOf(9, "gone-metric"))).toStrictEqual([]);
  });

  it("gives at most three, the surest first, the same for paths in any order", () => {
    const segment = fc.constantFrom("services", "checkout", "refunds", "pay", "a.ts");
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    const keys = fc.subarray(CATALOG.metrics.map(({ key }) => key));
    const past = fc.array(fc.tuple(fc.array(path, { maxLength: 4 }), keys), { maxLength: 30 });
    fc.assert(
      fc.property(past, fc.uniqueArray(path, { maxLength: 6 }), (changes, paths) => {
        const history = createClaimHistory();
        for (const [changed, metrics] of changes) {
          history.add({ title: "checkout", paths: changed }, metrics);
        }
        const suggestions = suggestMetrics({ ...NOTHING, title: "checkout", paths }, policy, history);
        expect(suggestions.length).toBeLessThanOrEqual(3);
        expect(new Set(suggestions.map(({ metric }) => metric)).size).toBe(suggestions.length);
        expect(suggestions.map(({ sureness }) => sureness)).toStrictEqual(
          suggestions.map(({ sureness }) => sureness).toSorted((a, b) => b - a),
        );
        for (const { sureness } of suggestions) {
          expect(sureness).toBeGreaterThan(0);
          expect(sureness).toBeLessThanOrEqual(1);
        }
        const shuffled = suggestMetrics(
          { ...NOTHING, title: "checkout", paths: paths.toReversed() },
          policy,
          history,
        );
        expect(shuffled).toStrictEqual(suggestions);
      }),
    );
  });
});
