import { describe, expect, it } from "vitest";
import type { CatalogState } from "../../src/model/assessment.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { assessPullRequest } from "../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { CATALOG, pullRequestOf, REQUIRING } from "./build-facts.ts";

const VALID: CatalogState = { kind: "valid", catalog: CATALOG };

function assess(facts: Partial<PullRequest>, catalog: CatalogState = VALID, blind = false) {
  return assessPullRequest({
    pullRequest: pullRequestOf(facts),
    catalog,
    history: createClaimHistory(),
    blind,
  });
}

describe("the situation", () => {
  const answered = { body: "Impact: none" };
  const draft = { isDraft: true };
  const exempt = { labels: ["Skip-Throughline"] };

  it.each<[string, Partial<PullRequest>, CatalogState]>([
    ["no-catalog", { isMerged: true, ...answered }, { kind: "absent" }],
    ["merged", { isMerged: true, ...answered }, VALID],
    ["merged", { isMerged: true }, { kind: "broken", problems: [] }],
    ["merged", { isMerged: true }, { kind: "unreadable", reason: "gone" }],
    ["catalog-unreadable", answered, { kind: "unreadable", reason: "gone" }],
    ["catalog-broken", answered, { kind: "broken", problems: [] }],
    ["answered", { ...answered, ...draft, ...exempt }, VALID],
    ["draft", { ...draft, ...exempt }, VALID],
    ["exempt", exempt, VALID],
    ["unanswered", {}, VALID],
  ])("is %s, the first row that holds", (kind, facts, catalog) => {
    expect(assess(facts, catalog).situation.kind).toBe(kind);
  });

  it("says by what a pull request is exempt", () => {
    const by = (facts: Partial<PullRequest>) => {
      const { situation } = assess(facts);
      return situation.kind === "exempt" ? situation.by : undefined;
    };
    expect(by({ author: { login: "Renovate[bot]", isBot: true } })).toStrictEqual({
      kind: "author",
      login: "Renovate[bot]",
    });
    expect(by(exempt)).toStrictEqual({ kind: "label", label: "Skip-Throughline" });
    expect(by({ paths: ["docs/a.png", "src/x.md"] })).toStrictEqual({ kind: "paths" });
    expect(by({ paths: ["docs/a.png", "src/x.ts"] })).toBeUndefined();
    expect(by({ paths: ["docs/a.png"], pathsTruncated: true })).toBeUndefined();
    expect(by({ paths: [] })).toBeUndefined();
  });

  it("asks with the mode of the catalog and the rights of the author", () => {
    expect(assess({ authorCanWrite: false }, { kind: "valid", catalog: REQUIRING }).situation).toStrictEqual({
      kind: "unanswered",
      mode: "require",
      authorCanWrite: false,
    });
  });
});

describe("suggestions", () => {
  const facts = { paths: ["services/checkout/a.ts"] };

  it("are withheld from a blind pull request, but not where an answer is required", () => {
    expect(assess(facts).suggestions).toHaveLength(1);
    expect(assess(facts, VALID, true)).toMatchObject({ suggestions: [], blind: true });
    expect(assess(facts, { kind: "valid", catalog: REQUIRING }, true)).toMatchObject({
      suggestions: [{ metric: "checkout-conversion" }],
      blind: false,
    });
  });
});

describe("areas and private metrics", () => {
  it("lists touched areas in catalog order", () => {
    const paths = ["services/refunds/a.ts", "services/refunds/b.ts", "services/checkout/a.ts", "x"];
    expect(assess({ paths }).areas).toStrictEqual(["checkout", "refunds"]);
  });

  it("names no private metric in problems of a public repository", () => {
    const pullRequest = pullRequestOf({
      body: "Impact: none",
      saidLater: [{ source: "command", text: "deal velocity", saidAtMs: 1 }],
      labels: ["impact: deal-velocty"],
    });
    const input = { pullRequest, catalog: VALID, history: createClaimHistory() };
    const shown = assessPullRequest(input);
    expect(JSON.stringify(shown.problems)).toContain("deal-velocity");
    const hidden = assessPullRequest({ ...input, policy: compilePolicy(CATALOG, "public") });
    expect(hidden.problems.map(({ code }) => code)).toStrictEqual(shown.problems.map(({ code }) => code));
    expect(JSON.stringify(hidden.problems)).not.toContain("deal-velocity");
  });
});
