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

  it("reads a private metric in a public repository as a word that is none, wherever it is written", () => {
    const guess = (word: string) => {
      const places: readonly Partial<PullRequest>[] = [
        { body: `Impact: ${word}` },
        { body: `Impact: refund-rate, ${word}` },
        { body: `Impact: none, ${word}` },
        { body: `Impact: ${word} because` },
        { body: `### Impact\n- ${word}` },
        { body: `<!-- throughline -->\n- [x] ${word}\n<!-- /throughline -->` },
        { body: `<!-- throughline -->\n- [x] <!-- metric: ${word} --> It\n<!-- /throughline -->` },
        { labels: [`impact: ${word}`] },
        { saidLater: [{ source: "command", text: word, saidAtMs: 1 }] },
        { body: "Impact: none", saidLater: [{ source: "command", text: word, saidAtMs: 1 }] },
        { body: `Impact: for acme/${word}#1`, labels: ["impact: refund-rate"] },
        { author: { login: "agent[bot]", isBot: true }, body: `Impact: ${word}` },
      ];
      return places.map((facts) => {
        const pullRequest = pullRequestOf({ body: "", ...facts });
        const policy = compilePolicy(CATALOG, "public");
        const input = { pullRequest, catalog: VALID, policy, history: createClaimHistory() };
        return JSON.stringify(assessPullRequest(input)).replaceAll(word, "WORD");
      });
    };
    // As near to each other key.
    for (const word of ["deal-velocity", "Deal velocity"]) {
      expect(guess(word)).toStrictEqual(guess(word.replace(/^d/iu, "z")));
    }
  });

  it("counts a private metric that a button offered while all could see it, and does not name it", () => {
    const pullRequest = pullRequestOf({
      body: "Impact: none",
      saidLater: [{ source: "button", text: "deal-velocity", saidAtMs: 1 }],
    });
    const policy = compilePolicy(CATALOG, "public");
    const input = { catalog: VALID, policy, history: createClaimHistory() };
    const outranked = assessPullRequest({ ...input, pullRequest });
    expect(outranked.problems).toMatchObject([{ code: "outranked" }]);
    expect(outranked.problems[0]?.message).toContain("(a private metric)");
    const counted = assessPullRequest({ ...input, pullRequest: { ...pullRequest, body: "" } });
    expect(counted.answer).toMatchObject({ kind: "tags", tags: [{ metric: "deal-velocity" }] });
  });

  it("says nothing of what a button named that no catalog has any more", () => {
    const pullRequest = pullRequestOf({
      body: "",
      saidLater: [{ source: "button", text: "moves secret-plan", saidAtMs: 1 }],
    });
    const { problems } = assessPullRequest({ pullRequest, catalog: VALID, history: createClaimHistory() });
    expect(problems).toMatchObject([{ code: "retired-key" }]);
    expect(JSON.stringify(problems)).not.toContain("secret-plan");
  });
});
