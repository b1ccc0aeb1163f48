import { describe, expect, it } from "vitest";
import { buildExplanation, renderExplanation } from "../../src/report/explanation.ts";
import { buildReport } from "./build-report.ts";
import { SHOP, toCatalog, toMetric } from "./made-catalog.ts";
import { toChange, toTags } from "./made-changes.ts";

const INPUT = {
  previous: undefined,
  catalog: SHOP,
  window: { since: "2026-09-01", until: "2026-09-15" },
  source: "git" as const,
  repository: "acme/shop",
};

const CHANGES = [
  toChange({ number: 1, answer: toTags("net-revenue-retention") }),
  toChange({ number: 2, answer: toTags("checkout-conversion", "refund-rate") }),
  toChange({ number: 3, answer: toTags("search-latency") }),
  toChange({ number: 4, answer: { kind: "none" } }),
  toChange({ number: 5, answer: { kind: "unsure" } }),
  toChange({ number: 6, guess: "checkout-conversion" }),
];

describe("explanation", () => {
  it("has a line per outcome, zeros included, and what was not said", () => {
    const report = buildReport({ ...INPUT, changes: CHANGES });
    expect(renderExplanation(buildExplanation(report))).toBe(
      [
        "acme/shop, 2026-09-01 until 2026-09-15 (not included): 5 of 6 asked changes are answered.",
        "Net revenue retention: 3 of 5 answered changes claim it: 1 directly, 2 through what leads to it (Checkout conversion 1, Refund rate 1 and 1 more).",
        "Deal velocity: 0 of 5 answered changes claim it.",
        "No metric: 1. Not sure: 1.",
        "Not said: 1.",
        "",
      ].join("\n"),
    );
  });

  it("of one metric tells its claims and the outcomes that it leads to", () => {
    const report = buildReport({ ...INPUT, changes: CHANGES });
    const lines = renderExplanation(buildExplanation(report, "search-latency")).split("\n");
    expect(lines[1]).toBe("Search latency: 1 of 5 answered changes claim it.");
    expect(lines[2]).toMatch(/^It leads to Net revenue retention: 3 of 5 /u);
    expect(lines.join()).not.toContain("Deal velocity");
    expect(renderExplanation(buildExplanation(report, "build-minutes"))).toContain("It leads to no outcome.");
    expect(() => buildExplanation(report, "nothing")).toThrow(/No metric "nothing"/u);
  });

  it("keeps to 20 lines and counts what it folds", () => {
    const metrics = Array.from({ length: 40 }, (_, index) => toMetric({ key: `outcome-${index}` }));
    const report = buildReport({ ...INPUT, catalog: toCatalog({ metrics }), changes: CHANGES });
    const lines = renderExplanation(buildExplanation(report)).trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines).toContain("26 more outcomes: 0 of 5 answered changes claim one of them.");
  });

  it("says so where the catalog has no outcome", () => {
    const catalog = toCatalog({ metrics: [toMetric({ key: "cost", kind: "cost" })] });
    expect(renderExplanation(buildExplanation(buildReport({ ...INPUT, catalog, changes: [] })))).toContain(
      "The catalog has no outcome",
    );
  });

  it("keeps hidden characters and line ends of names from the terminal", () => {
    const catalog = toCatalog({ metrics: [toMetric({ key: "odd", name: "A\u001b[31m\nB\u202e" })] });
    const text = renderExplanation(buildExplanation(buildReport({ ...INPUT, catalog, changes: [] })));
    expect(text).toContain("AU+001B[31m BU+202E: 0 of 0");
  });
});
