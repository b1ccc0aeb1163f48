import { describe, expect, it } from "vitest";
import { findRetiredMetrics } from "../../src/catalog/find-retired-metrics.ts";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";

function retiredOf(today: string, ...versions: readonly string[]): readonly string[] {
  const { catalog } = buildCatalog([{ layer: "repository", file: "c.yml", text: today }]);
  if (catalog === undefined) throw new Error("The catalog of the test is broken");
  return findRetiredMetrics(catalog, versions).map(({ key, name }) => `${key}: ${name}`);
}

const TODAY = "metrics: { speed: { kind: revenue, name: Fast pages, was: [latency] } }";

describe("findRetiredMetrics", () => {
  it("tells what earlier versions had and today's has under no word, as it last stood", () => {
    const newer = "metrics: { speed: { kind: revenue }, load: { kind: cost, name: Newer name } }";
    const older = "metrics: { load: { kind: cost, name: Older name }, visits: { kind: customer } }";
    expect(retiredOf(TODAY, newer, older)).toEqual(["load: Newer name", "visits: Visits"]);
  });

  it("leaves out what was renamed, before it was retired too", () => {
    expect(retiredOf(TODAY, TODAY, "metrics: { latency: { kind: revenue } }")).toEqual([]);
    const renamed = "metrics: { load: { kind: cost, was: [weight] } }";
    expect(retiredOf(TODAY, renamed, "metrics: { weight: { kind: cost } }")).toEqual(["load: Load"]);
  });

  it("reads a version whose links are broken, and nothing of one that is no catalog", () => {
    expect(retiredOf(TODAY, "metrics: { load: { kind: cost, drives: [gone] } }", "metrics: [", "")).toEqual([
      "load: Load",
    ]);
  });
});
