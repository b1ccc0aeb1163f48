import { describe, expect, it } from "vitest";
import type { Change } from "../../src/model/change.ts";
import { assessChange } from "../../src/tagging/assess-change.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { CATALOG, changeOf } from "./build-facts.ts";

const policy = compilePolicy(CATALOG);

function assess(facts: Partial<Change>, history = createClaimHistory()) {
  return assessChange(changeOf(facts), policy, { history });
}

describe("assessChange", () => {
  it("reads the commit message, trailers included", () => {
    const body = "Fewer steps.\n\nImpact: checkout-conversion\nSigned-off-by: Octo Cat <octo@example.org>";
    expect(assess({ number: 3, body, paths: ["services/checkout/a.ts", "x"] })).toMatchObject({
      id: "#3",
      eligible: true,
      asked: true,
      areas: [{ area: "checkout", paths: 1 }],
      touchesNoArea: true,
      answer: {
        kind: "tags",
        tags: [{ metric: "checkout-conversion", provenance: "declared", source: "line" }],
      },
    });
  });

  it("guesses only where nobody answered and something was asked", () => {
    const paths = ["services/checkout/a.ts"];
    expect(assess({ paths }).guess).toBe("checkout-conversion");
    expect(assess({ paths, body: "Impact: none" })).not.toHaveProperty("guess");
    expect(assess({ paths, labels: ["skip-throughline"] })).not.toHaveProperty("guess");
    expect(assess({})).not.toHaveProperty("guess");
  });

  it("exempts an author of a local clone by the login in GitHub's address", () => {
    const author = "renovate-bot <29139614+renovate[bot]@users.noreply.github.com>";
    expect(assess({ author }).eligible).toBe(false);
    expect(assess({ author: "renovate[bot]" }).eligible).toBe(false);
    expect(assess({ author: "Someone Else <renovate@example.org>" }).eligible).toBe(true);
  });

  it("learns from what was declared only, and only for what comes after", () => {
    const history = createClaimHistory();
    const declared = { body: "Impact: refund-rate", paths: ["pay/a.ts"] };
    for (let index = 0; index < 5; index += 1) {
      expect(assess({ paths: ["pay/a.ts"] }, history)).not.toHaveProperty("guess");
      assess(declared, history);
    }
    expect(assess({ paths: ["pay/a.ts"] }, history).guess).toBe("refund-rate");

    const inherited = createClaimHistory();
    const references = new Map([
      [
        "#1",
        {
          kind: "answered",
          statement: { kind: "tags", claims: [{ metric: "refund-rate", effect: "moves" }] },
        },
      ],
    ] as const);
    for (let index = 0; index < 9; index += 1) {
      const change = changeOf({ body: "Impact: for #1", paths: ["pay/a.ts"] });
      expect(assessChange(change, policy, { history: inherited, references }).answer).toMatchObject({
        kind: "tags",
        tags: [{ metric: "refund-rate", effect: "enables", provenance: "inherited" }],
      });
    }
    expect(inherited.look({ title: "", paths: ["pay/a.ts"] }, policy.names)).toStrictEqual([]);
  });

  it("takes for without a readable target as unsure", () => {
    expect(assess({ body: "Impact: for #1" }).answer).toStrictEqual({ kind: "unsure" });
  });
});
