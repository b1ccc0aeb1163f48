import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InsightDecision } from "../../src/insight/facts.ts";
import { assessLearning, listFindings } from "../../src/insight/list-findings.ts";
import { assessDecision, listShownDecisions } from "../../src/insight/rules/assess-decision.ts";
import { assessFocus } from "../../src/insight/rules/assess-focus.ts";
import { assessGuardrail } from "../../src/insight/rules/assess-guardrail.ts";
import { assessUsualMetric, listAnsweredChanges } from "../../src/insight/rules/assess-usual-metric.ts";
import type { AssessedChange, ChangeAnswer } from "../../src/model/change.ts";
import { factsOf, policyOf, type Said, tagOf } from "./made-facts.ts";

const USUAL = ["checkout-conversion"];
const FOCUS = ["net-revenue-retention"];

const decisionOf = (more: Partial<InsightDecision> = {}): InsightDecision => ({
  question: "Who watches Refund rate while Checkout conversion is pushed?",
  text: "Support does, each week.",
  metrics: ["refund-rate", "checkout-conversion"],
  areas: [],
  decidedOn: "2026-03-02",
  place: { issue: 40, comment: 801 },
  ...more,
});

describe("a decision on what the change claims or touches", () => {
  const decisions = [
    decisionOf({ text: "newest", metrics: ["deal-velocity"] }),
    decisionOf({ text: "newer" }),
    decisionOf({ text: "older" }),
  ];

  it("is the newest one on a claimed metric, with how many are older", () => {
    expect(assessDecision(factsOf(["protects refund-rate"], [], { decisions }))).toEqual({
      rule: "decision",
      strength: 1,
      lookedAt: 3,
      changes: [],
      about: { kind: "metric", metric: "refund-rate" },
      question: "Who watches Refund rate while Checkout conversion is pushed?",
      text: "newer",
      decidedOn: "2026-03-02",
      place: { issue: 40, comment: 801 },
      earlier: 1,
    });
  });

  it("follows a metric that was renamed, and an area", () => {
    const renamed = factsOf(["refund-rate"], [], { decisions: [decisionOf({ metrics: ["refunds"] })] });
    expect(assessDecision(renamed)?.about).toEqual({ kind: "metric", metric: "refund-rate" });
    const area = decisionOf({ metrics: [], areas: ["checkout"] });
    expect(assessDecision(factsOf(["refund-rate"], [], { decisions: [area] }))?.about).toEqual({
      kind: "area",
      area: "checkout",
    });
  });

  it.each([
    ["there is none", []],
    ["it is on another metric", [decisionOf({ metrics: ["deal-velocity"] })]],
    ["it is on an area that the change only brushes", [decisionOf({ metrics: [], areas: ["refunds"] })]],
  ])("says nothing where %s", (_why, none) => {
    const areas = [
      { area: "checkout", paths: 2 },
      { area: "refunds", paths: 1 },
    ];
    expect(assessDecision(factsOf(["refund-rate"], [], { decisions: none, areas }))).toBeUndefined();
  });

  it("never shows the public what was decided among few, or names a metric that is private by now", () => {
    const few = { ...decisionOf(), audience: "private" } as const;
    const { metrics: _, ...unknown } = { ...decisionOf(), audience: "public" } as const;
    const secret = {
      ...decisionOf({ metrics: ["refund-rate", "deal-velocity"] }),
      audience: "public",
    } as const;
    const retired = { ...decisionOf({ metrics: ["gone"] }), audience: "public" } as const;
    const open = { ...decisionOf({ text: "open" }), audience: "public" } as const;
    const all = [few, unknown, secret, retired, open, decisionOf()];
    const policy = policyOf("public");
    expect(listShownDecisions(all, policy, "public").map(({ text }) => text)).toEqual(["open"]);
    expect(listShownDecisions(all, policy, "private")).toHaveLength(all.length);
  });
});

describe("the area's usual metric differs", () => {
  it("is told with the changes behind it, newest first, `none` counted as an answer", () => {
    const facts = factsOf(["refund-rate"], [{ count: 2 }, { count: 6, claims: USUAL }]);
    expect(assessUsualMetric(facts)).toEqual({
      rule: "usual-metric",
      strength: 0.6,
      lookedAt: 8,
      changes: ["#8", "#7", "#6", "#5", "#4", "#3"],
      area: "checkout",
      usual: "checkout-conversion",
      claimed: ["refund-rate"],
    });
  });

  it.each<[string, readonly string[], readonly Said[]]>([
    ["four answers are no habit", ["refund-rate"], [{ count: 4, claims: USUAL }]],
    ["the usual metric itself", USUAL, [{ count: 9, claims: USUAL }]],
    ["it beside another", ["refund-rate", ...USUAL], [{ count: 9, claims: USUAL }]],
    [
      "no metric is most",
      ["refund-rate"],
      [
        { count: 5, claims: USUAL },
        { count: 5, claims: FOCUS },
      ],
    ],
    [
      "a fifth of them claim it too, and one more",
      ["refund-rate"],
      [
        { count: 7, claims: USUAL },
        { count: 3, claims: ["refund-rate"] },
      ],
    ],
    ["it only protects", ["protects refund-rate"], [{ count: 9, claims: USUAL }]],
    ["nothing is claimed", [], [{ count: 9, claims: USUAL }]],
    [
      "other areas have the habit",
      ["refund-rate"],
      [{ count: 9, folder: "services/refunds", claims: USUAL }],
    ],
  ])("is not told: %s", (_why, claims, said) => {
    expect(assessUsualMetric(factsOf(claims, said))).toBeUndefined();
  });

  it("is not told where the catalog gives the claimed metric to the area, where it is the focus, nor where it is inherited", () => {
    const said = [{ count: 9, folder: "services/refunds", claims: USUAL }];
    const areas = [{ area: "refunds", paths: 1 }];
    expect(assessUsualMetric(factsOf(["refund-rate"], said, { areas }))).toBeUndefined();
    expect(assessUsualMetric(factsOf(["deal-velocity"], said, { areas }))?.area).toBe("refunds");
    expect(assessUsualMetric(factsOf(FOCUS, said, { areas }))).toBeUndefined();
    expect(assessUsualMetric(factsOf(FOCUS, said, { areas, today: "2027-03-31" }))?.area).toBe("refunds");
    const claims = [tagOf("deal-velocity", { provenance: "inherited" })];
    expect(assessUsualMetric(factsOf([], said, { areas, claims }))).toBeUndefined();
  });

  it("looks at the last twenty, and at the areas with most of the paths", () => {
    const said = [
      { count: 30, claims: ["refund-rate"] },
      { count: 20, claims: USUAL },
    ];
    expect(assessUsualMetric(factsOf(["deal-velocity"], said))).toMatchObject({
      usual: "checkout-conversion",
      lookedAt: 20,
    });
    const areas = [
      { area: "billing", paths: 5 },
      { area: "checkout", paths: 1 },
    ];
    expect(assessUsualMetric(factsOf(["deal-velocity"], said, { areas }))).toBeUndefined();
  });

  it("neither names nor compares a private metric in a public repository", () => {
    const policy = policyOf("public");
    const usual = [{ count: 9, claims: ["deal-velocity"] }];
    expect(assessUsualMetric(factsOf(["refund-rate"], usual))?.usual).toBe("deal-velocity");
    expect(assessUsualMetric(factsOf(["refund-rate"], usual, { policy }))).toBeUndefined();
    const claimed = [{ count: 9, claims: USUAL }];
    expect(assessUsualMetric(factsOf(["deal-velocity"], claimed, { policy }))).toBeUndefined();
  });
});

describe("the metric is the focus", () => {
  it("is told with who else claims it, and which guardrails nobody protects", () => {
    const facts = factsOf(FOCUS, [
      { count: 3, claims: FOCUS },
      { count: 16, claims: USUAL },
      { count: 1, claims: ["protects refunds"] },
    ]);
    expect(assessFocus(facts)).toEqual({
      rule: "focus",
      strength: 17 / 22,
      lookedAt: 20,
      changes: ["#3", "#2", "#1"],
      focus: "net-revenue-retention",
      guardrails: [
        { metric: "refund-rate", protects: 1 },
        { metric: "deal-velocity", protects: 0 },
      ],
    });
    expect(assessFocus({ ...facts, policy: policyOf("public") })?.guardrails).toHaveLength(1);
  });

  it("is not told on and after the day it ends, for another metric, or on four answers", () => {
    const said = [{ count: 9, claims: USUAL }];
    expect(assessFocus(factsOf(FOCUS, said, { today: "2027-03-30" }))).toBeDefined();
    expect(assessFocus(factsOf(FOCUS, said, { today: "2027-03-31" }))).toBeUndefined();
    expect(assessFocus(factsOf(USUAL, said))).toBeUndefined();
    expect(assessFocus(factsOf(FOCUS, [{ count: 4 }]))).toBeUndefined();
  });

  it("is not told where most claim it and every guardrail is protected", () => {
    const most = { count: 9, claims: FOCUS };
    const guarded = { count: 1, claims: ["protects refund-rate", "protects deal-velocity"] };
    expect(assessFocus(factsOf(FOCUS, [most, guarded]))).toBeUndefined();
    expect(assessFocus(factsOf(FOCUS, [most, { count: 1, claims: ["protects refund-rate"] }]))).toBeDefined();
  });
});

describe("the metric is a guardrail of the focus", () => {
  it("is told while more push the focus than protect it", () => {
    const pushing = { count: 6, claims: FOCUS };
    const facts = factsOf(["refund-rate"], [pushing, { count: 2, claims: ["protects refund-rate"] }]);
    expect(assessGuardrail(facts)).toEqual({
      rule: "guardrail",
      strength: 0.5,
      lookedAt: 8,
      changes: ["#6", "#5", "#4", "#3", "#2", "#1"],
      guardrail: "refund-rate",
      focus: "net-revenue-retention",
      protects: 2,
    });
    expect(
      assessGuardrail(factsOf(["refund-rate"], [pushing, { count: 6, claims: ["protects refund-rate"] }])),
    ).toBeUndefined();
    expect(assessGuardrail(factsOf(["refund-rate", ...FOCUS], [pushing]))).toBeUndefined();
    expect(assessGuardrail({ ...facts, today: "2027-04-01" })).toBeUndefined();
    expect(assessGuardrail({ ...facts, answered: facts.answered.slice(-4) })).toBeUndefined();
  });

  it("does not name a private guardrail in a public repository", () => {
    const said = [{ count: 6, claims: FOCUS }];
    expect(assessGuardrail(factsOf(["deal-velocity"], said))).toBeDefined();
    expect(assessGuardrail(factsOf(["deal-velocity"], said, { policy: policyOf("public") }))).toBeUndefined();
  });
});

describe("findings", () => {
  it("stand the strongest first", () => {
    const facts = factsOf(
      ["refund-rate"],
      [
        { count: 18, claims: USUAL },
        { count: 3, folder: "lib", claims: FOCUS },
      ],
    );
    expect(listFindings(facts).map(({ rule }) => rule)).toEqual(["usual-metric", "guardrail"]);
  });

  it("have a strength from 0 to 1, changes that were looked at, and no metric that may not be named", () => {
    const metric = fc.constantFrom(
      "net-revenue-retention",
      "checkout-conversion",
      "refund-rate",
      "deal-velocity",
    );
    const said = fc.tuple(fc.constantFrom("", "protects ", "enables "), metric).map(([a, b]) => a + b);
    const past = fc.record({
      count: fc.integer({ min: 1, max: 15 }),
      claims: fc.array(said, { maxLength: 2 }),
    });
    let told = 0;
    fc.assert(
      fc.property(fc.array(said, { maxLength: 2 }), fc.array(past, { maxLength: 5 }), (claims, history) => {
        const facts = factsOf(claims, history, { policy: policyOf("public") });
        const ids = new Set(facts.answered.map(({ id }) => id));
        for (const finding of listFindings(facts)) {
          told += 1;
          expect(finding.strength).toBeGreaterThanOrEqual(0);
          expect(finding.strength).toBeLessThan(1);
          expect(finding.changes.length).toBeLessThanOrEqual(finding.lookedAt);
          expect(finding.changes.every((id) => ids.has(id))).toBe(true);
          expect(JSON.stringify(finding)).not.toContain("deal-velocity");
        }
      }),
    );
    expect(told).toBeGreaterThan(0);
  });
});

describe("a learning from another team", () => {
  const learned = (metric: string) => ({ metric, text: "caps", from: { repository: "acme/pay", number: 9 } });

  it("is the newest on a metric that is claimed, and goes behind what was counted here", () => {
    const learnings = [
      learned("refund-rate"),
      learned("net-revenue-retention"),
      learned("checkout-conversion"),
    ];
    const facts = factsOf(FOCUS, [{ count: 24, claims: USUAL }], { learnings });
    expect(assessLearning(facts)).toMatchObject({ rule: "learning", metric: "net-revenue-retention" });
    expect(listFindings(facts).at(-1)?.rule).toBe("learning");
  });

  it("is none on another metric, nor on one that may not be named here", () => {
    expect(assessLearning(factsOf(USUAL, [], { learnings: [learned("refund-rate")] }))).toBeUndefined();
    const policy = policyOf("public");
    const hidden = factsOf(["deal-velocity"], [], { policy, learnings: [learned("deal-velocity")] });
    expect(assessLearning(hidden)).toBeUndefined();
  });
});

describe("answered changes", () => {
  const changeOf = (number: number, answer: ChangeAnswer, asked = true): AssessedChange => ({
    id: `#${number}`,
    sha: `${number}`,
    title: "",
    author: "ada",
    landedAtMs: number,
    areas: [],
    touchesNoArea: true,
    paths: ["a"],
    eligible: true,
    asked,
    answer,
  });

  it("were asked and answered; newest first, under today's keys, retired ones left out", () => {
    const tags = [tagOf("refunds"), tagOf("refund-rate"), tagOf("long-gone")];
    const changes = [
      changeOf(1, { kind: "tags", tags }),
      changeOf(2, { kind: "unanswered" }),
      changeOf(3, { kind: "unsure" }),
      changeOf(4, { kind: "none" }, false),
    ];
    expect(
      listAnsweredChanges(changes, policyOf()).map(({ id, claims }) => [
        id,
        claims.map((claim) => claim.metric),
      ]),
    ).toEqual([
      ["#3", []],
      ["#1", ["refund-rate"]],
    ]);
  });
});
