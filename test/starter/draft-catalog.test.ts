import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { draftAreas } from "../../src/starter/draft-areas.ts";
import { draftCatalog, draftMetrics } from "../../src/starter/draft-catalog.ts";
import { type DraftMetric, STARTERS } from "../../src/starter/starters.ts";

const segment = fc.oneof(
  fc.constantFrom(
    "src",
    "packages",
    "none",
    "for",
    "null",
    "true",
    "2024",
    "0x1f",
    "[id]",
    "- a",
    "a: b",
    "~",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).map((text) => text.replaceAll("/", "_")),
  fc.string({ unit: "grapheme", minLength: 60, maxLength: 90 }).map((text) => text.replaceAll("/", "_")),
);
const folder = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const layout = fc
  .record({
    folders: fc.uniqueArray(folder, { maxLength: 50 }),
    patterns: fc.array(fc.oneof(fc.constantFrom("*", "**", "packages/*", "src/**", "!src/a"), fc.string())),
    owners: fc.array(fc.string()),
  })
  .map(({ folders, patterns, owners }) => ({
    folders: folders.toSorted(),
    packages: new Set(folders.filter((_, at) => at % 2 === 0)),
    files: new Map([
      ["package.json", JSON.stringify({ workspaces: patterns })],
      ["CODEOWNERS", [...owners, ...folders.map((one) => `/${one}/ @acme/team`)].join("\n")],
    ]),
    isRepositoryRoot: true,
  }));
const word = fc.oneof(
  fc.constantFrom("!", "売上", "a", "A", "none", "sales-number", "product number"),
  fc.string({ unit: "grapheme", maxLength: 120 }),
);
const answered = fc.array(word, { minLength: 3, maxLength: 3 });
const metrics: fc.Arbitrary<readonly DraftMetric[]> = fc.oneof(
  fc.constantFrom(STARTERS.saas, STARTERS.internal, STARTERS.library),
  answered.map(draftMetrics).filter((list) => list.length > 0),
);

describe("draftCatalog", () => {
  it("validates without errors and warnings for any layout and any answers", () => {
    fc.assert(
      fc.property(layout, metrics, fc.constantFrom("off", "template"), (folders, drafted, checklist) => {
        const { areas } = draftAreas(folders);
        const text = draftCatalog(drafted, areas, checklist as "off" | "template");
        const { catalog, problems } = buildCatalog([{ layer: "repository", text, file: "c.yml" }]);
        expect(problems.filter(({ severity }) => severity !== "info")).toEqual([]);
        expect(catalog?.metrics.map(({ key }) => key)).toEqual(drafted.map(({ key }) => key));
        expect(new Map(catalog?.areas.map((area) => [area.key, area.paths]))).toEqual(
          new Map(areas.map((area) => [area.key, area.paths])),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("gives an area the metric that its name speaks of, else the first customer metric", () => {
    const areas = [
      { key: "onboarding", paths: ["onboarding/**"] },
      { key: "pricing", paths: ["pricing/**"] },
      { key: "api", paths: ["api/**"] },
    ];
    const { catalog } = buildCatalog([
      { layer: "repository", text: draftCatalog(STARTERS.saas, areas, "off"), file: "c.yml" },
    ]);
    expect(catalog?.areas.map((area) => area.metrics)).toEqual([
      ["activation-rate"],
      ["deal-velocity"],
      ["activation-rate"],
    ]);
  });
});

describe("draftMetrics", () => {
  it("is one metric for a number that is named twice, and none for an empty answer", () => {
    expect(draftMetrics(["Revenue", "revenue", ""]).map(({ key }) => key)).toEqual(["revenue"]);
    expect(draftMetrics(["売上", "売上", ""]).map(({ key }) => key)).toEqual(["sales-number"]);
  });

  it("links the customer's number to the first revenue number", () => {
    expect(draftMetrics(["", "Retention", "Activation"])[1]?.drives).toEqual([
      { metric: "retention", sign: "+", lag: "6w" },
    ]);
    expect(draftMetrics(["", "", "Activation"])[0]?.drives).toBeUndefined();
  });

  it("keeps letters under their marks, and takes none and unsure for no number", () => {
    expect(draftMetrics(["Économie réelle", "None", " unsure "]).map(({ key }) => key)).toEqual([
      "economie-reelle",
    ]);
    expect(draftMetrics(["None!", "", ""]).map(({ key }) => key)).toEqual(["none-metric"]);
  });
});
