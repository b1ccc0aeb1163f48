import { describe, expect, it } from "vitest";
import type { Assessment } from "../../src/model/assessment.ts";
import { assessLandedPullRequest } from "../../src/tagging/assess-landed-pull-request.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { CATALOG, pullRequestOf } from "./build-facts.ts";

const policy = compilePolicy(CATALOG);
const LANDING = { number: 7, sha: "a".repeat(40), landedAtMs: 1_000, wasAsked: true, wasShown: true };
const SHOWN: Assessment = {
  situation: { kind: "merged" },
  answer: { kind: "none", source: "command" },
  suggestions: [
    { metric: "refund-rate", reason: "", source: "history", sureness: 0 },
    { metric: "checkout-conversion", reason: "", source: "path", sureness: 0 },
  ],
  blind: false,
  problems: [],
  areas: [],
};

function assess(
  assessment: Assessment,
  facts: { readonly wasAsked?: boolean; readonly wasShown?: boolean; readonly labels?: string[] } = {},
) {
  const { wasAsked = true, wasShown = true, labels = [] } = facts;
  const landing = { ...LANDING, wasAsked, wasShown };
  return assessLandedPullRequest(pullRequestOf({ isMerged: true, labels }), assessment, { policy, landing });
}

describe("assessLandedPullRequest", () => {
  it("keeps what the check showed, the first first, beside any answer and none", () => {
    const suggested = { metrics: ["refund-rate", "checkout-conversion"], blind: false };
    expect(assess(SHOWN)).toMatchObject({ asked: true, answer: { kind: "none" }, suggested });
    expect(assess({ ...SHOWN, answer: { kind: "unanswered" } })).toMatchObject({
      guess: "refund-rate",
      suggested,
    });
  });

  it("tells where suggestions were withheld from where there were none", () => {
    expect(assess({ ...SHOWN, suggestions: [], blind: true }).suggested).toStrictEqual({
      metrics: [],
      blind: true,
    });
    expect(assess({ ...SHOWN, suggestions: [] }).suggested).toStrictEqual({ metrics: [], blind: false });
  });

  it("knows of nothing shown where nobody was asked", () => {
    expect(assess(SHOWN, { wasAsked: false })).not.toHaveProperty("suggested");
    expect(assess(SHOWN, { labels: ["skip-throughline"] })).not.toHaveProperty("suggested");
  });

  it("knows of nothing shown where the answer stood there before the check asked", () => {
    const assessed = assess(SHOWN, { wasShown: false });
    expect(assessed.asked).toBe(true);
    expect(assessed).not.toHaveProperty("suggested");
  });
});
