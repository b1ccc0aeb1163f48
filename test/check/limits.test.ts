import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCheck } from "../../src/check/render-check.ts";
import { toCheckJson } from "../../src/check/to-check-json.ts";
import type { Catalog, Origin } from "../../src/model/catalog.ts";
import type { PullRequest } from "../../src/model/pull-request.ts";
import { assessPullRequest } from "../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../src/tagging/claim-history.ts";
import { countCodePoints } from "../../src/text/cut-text.ts";
import { CATALOG, pullRequestOf, REQUIRING } from "../tagging/build-facts.ts";

const PRIVACY = {
  privacyUrl: "https://throughline.example/privacy",
  repositoryVisibility: "private",
} as const;

function checkOf(facts: Partial<PullRequest>, catalog: Catalog = CATALOG) {
  const assessment = assessPullRequest({
    pullRequest: pullRequestOf(facts),
    catalog: { kind: "valid", catalog },
    history: createClaimHistory(),
  });
  return { assessment, output: renderCheck(assessment, { ...PRIVACY, catalog }) };
}

const anything = fc.string({ unit: "binary", maxLength: 200 });
const anyFacts: fc.Arbitrary<Partial<PullRequest>> = fc.record({
  title: anything,
  body: anything.map((text) => `Impact: refund-rate ${text}`),
  author: anything.map((login) => ({ login, isBot: false })),
  authorCanWrite: fc.boolean(),
  isDraft: fc.boolean(),
  labels: fc.array(fc.oneof(anything, fc.constantFrom("skip-throughline", "area: checkout", "impact: none"))),
  paths: fc.array(fc.oneof(anything, fc.constantFrom("services/checkout/a.ts", "docs/a.md"))),
});

describe("GitHub's limits", () => {
  it("hold for any pull request", () => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), fc.boolean(), (some, isRequired, isSilent) => {
        const { output } = checkOf(isSilent ? { ...some, body: "" } : some, isRequired ? REQUIRING : CATALOG);
        expect(output.actions.length).toBeLessThanOrEqual(3);
        for (const { label, description, identifier } of output.actions) {
          expect(countCodePoints(label)).toBeLessThanOrEqual(20);
          expect(countCodePoints(description)).toBeLessThanOrEqual(40);
          expect(countCodePoints(identifier)).toBeLessThanOrEqual(20);
        }
        expect(countCodePoints(output.summary)).toBeLessThanOrEqual(65_535);
        expect(countCodePoints(output.text)).toBeLessThanOrEqual(65_535);
        const beside = CATALOG.metrics.reduce((title, { key }) => title.replaceAll(key, ""), output.title);
        expect(countCodePoints(beside)).toBeLessThanOrEqual(60);
        expect(output.title.isWellFormed() && output.summary.isWellFormed()).toBe(true);
      }),
    );
  });

  it("cut the table of origins at a row, and say how many are left out", () => {
    const origins = new Map<string, Origin>(
      Array.from({ length: 3000 }, (_, index) => [
        `metrics.metric-${index}`,
        { layer: "repository", file: "acme/shop:.github/throughline.yml", line: index + 3 },
      ]),
    );
    const { output } = checkOf({}, { ...CATALOG, origins });
    const lines = output.text.split("\n");
    const rows = lines.filter((line) => line.startsWith("| `metrics.")).length;
    expect(countCodePoints(output.text)).toBeLessThanOrEqual(65_535);
    expect(rows).toBeGreaterThan(700);
    expect(lines).toContain(`| ... | ${3000 - rows} more rows do not fit here |`);
    expect(lines.at(-1)).toBe("</details>");
  });
});

describe("the table of origins", () => {
  it.each([
    ["public", "private", false],
    ["public", "public", true],
    ["private", "private", true],
  ] as const)(
    "in a %s check, of a %s file: names an area %s",
    (repositoryVisibility, visibility, isNamed) => {
      const file = "acme/.github:.github/throughline.yml";
      const origin: Origin = { layer: "organisation", file, line: 9, visibility };
      const catalog = { ...CATALOG, origins: new Map([["areas.secret-project", origin]]) };
      const { assessment } = checkOf({});
      const { text } = renderCheck(assessment, { ...PRIVACY, repositoryVisibility, catalog });
      expect(text.includes("secret-project")).toBe(isNamed);
    },
  );
});

describe("the first button", () => {
  it.each([
    ["refund-rate", "Yes: refund-rate", "Claims refund-rate"],
    ["checkout-conversion", "Yes: checkout-conve…", "Claims checkout-conversion"],
    ["a".repeat(40), `Yes: ${"a".repeat(14)}…`, "a".repeat(40)],
  ])("names whole the one metric that it claims: %s", (metric, label, description) => {
    const { assessment } = checkOf({ paths: ["services/checkout/a.ts"] });
    const suggestions = [metric, "net-revenue-retention"].map((key) => ({
      metric: key,
      reason: "",
      source: "path" as const,
      sureness: 1,
    }));
    const { actions, summary } = renderCheck(
      { ...assessment, suggestions },
      { ...PRIVACY, catalog: CATALOG },
    );
    expect(actions[0]).toEqual({ label, description, identifier: "yes" });
    expect(summary).toContain(`(yes claims \`${metric}\` alone)`);
  });

  it("claims what the record offers, and stays where a button answered", () => {
    const saidLater = [{ source: "button", text: "none", saidAtMs: 1 }] as const;
    const { assessment } = checkOf({ saidLater });
    const { actions } = renderCheck(assessment, { ...PRIVACY, catalog: CATALOG, offered: "refund-rate" });
    expect(actions.map(({ label }) => label)).toEqual(["Yes: refund-rate", "No metric", "Not sure"]);
  });
});

describe("plain text", () => {
  it.each([
    "Impact: refnd-rate",
    "Impact: xyzzy",
    "Impact: protects",
    "Impact: none, refund-rate",
    "Impact: refund-rate\n\nImpact: refund-rate, unsure",
    "Impact: for #8",
  ])("holds no Markdown: %s", (body) => {
    const saidLater = [{ source: "command", text: "net-revenue-retention", saidAtMs: 1 }] as const;
    const { assessment, output } = checkOf({ body, saidLater });
    const texts = [
      output.title,
      ...output.actions.flatMap(({ label, description }) => [label, description]),
      ...assessment.problems.map(({ message }) => message),
    ];
    expect(texts.filter((text) => /[`*_]/u.test(text))).toEqual([]);
  });
});

describe("the line to paste", () => {
  it.each([
    ["advise", CATALOG, ["services/checkout/a.ts"]],
    ["advise, nothing suggested", CATALOG, ["lib/a.ts"]],
    ["require", REQUIRING, ["services/refunds/a.ts"]],
  ])("yields success once it is in the description: %s", (_, catalog, paths) => {
    const offered = checkOf({ paths }, catalog).output;
    const line = /```text\n(.+)\n```/u.exec(offered.summary)?.[1];
    expect(line).toMatch(/^Impact: /u);
    const pasted = checkOf({ paths, body: `Words before.\n\n${line}\n` }, catalog).output;
    expect(pasted.conclusion).toBe("success");
    expect(pasted.actions).toStrictEqual([]);
  });
});

describe("toCheckJson", () => {
  it("prints what was said and never a guess", () => {
    const { assessment, output } = checkOf({ paths: ["services/checkout/a.ts"] });
    expect(toCheckJson(assessment, output)).toStrictEqual({
      conclusion: "neutral",
      title: output.title,
      summary: output.summary,
      answer: { kind: "unanswered" },
      tags: [],
      suggestions: [{ metric: "checkout-conversion", reason: "it changes `services/checkout/**`" }],
      problems: [],
    });
  });

  it("writes the target of for as text", () => {
    const references = new Map([
      [
        "acme/shop#8",
        {
          kind: "answered",
          statement: { kind: "tags", claims: [{ metric: "refund-rate", effect: "moves" }] },
        },
      ],
    ] as const);
    const { assessment, output } = checkOf({ body: "Impact: for Acme/Shop#8", references });
    const json = toCheckJson(assessment, output);
    expect(json.answer).toMatchObject({ kind: "for", target: "Acme/Shop#8" });
    expect(json.tags).toStrictEqual([
      { metric: "refund-rate", effect: "enables", provenance: "inherited", source: "reference" },
    ]);
  });
});
