import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildFlowGraph } from "../../src/report/html/flow-graph.ts";
import { STYLE, STYLE_HASH } from "../../src/report/html/html-page.ts";
import { cutToWidth } from "../../src/report/html/svg.ts";
import { renderReportHtml } from "../../src/report/render-report-html.ts";
import { anyText } from "../text/any-text.ts";
import { buildReport } from "./build-report.ts";
import { SHOP, toArea, toCatalog, toMetric } from "./made-catalog.ts";
import { makeShopChanges, toChange, toTags } from "./made-changes.ts";

const INPUT = {
  previous: undefined,
  catalog: SHOP,
  window: { since: "2026-08-25", until: "2026-11-23" },
  source: "store" as const,
  repository: "acme/shop",
};
const LINKED = { linkBase: "https://github.com/acme/shop" };
const FULL = buildReport({
  ...INPUT,
  changes: makeShopChanges(150, 7),
  previous: makeShopChanges(120, 9),
  readings: [
    { metric: "deal-velocity", at: "2026-09-01", value: 12, source: "Salesforce" },
    { metric: "deal-velocity", at: "2026-08-01", value: 10.5, source: "Salesforce" },
  ],
  decisions: [{ question: "Who watches Refund rate?", text: "The growth team", decidedOn: "2026-09-30" }],
});

/** Names of elements in their order; throws where they are not closed as they were opened. */
function listElements(html: string): readonly string[] {
  const VOID = new Set(["meta", "!doctype"]);
  const open: string[] = [];
  const seen: string[] = [];
  for (const [, slash, name = "", rest = ""] of html
    .replace(/<style>[\s\S]*?<\/style>/u, "")
    .matchAll(/<(\/?)([!a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/giu)) {
    if (slash === "/") {
      expect(open.pop()).toBe(name);
    } else {
      seen.push(name);
      if (!VOID.has(name) && !rest.endsWith("/")) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return seen;
}

describe("the HTML form", () => {
  const html = renderReportHtml(FULL, LINKED);

  it("is as it was", async () => {
    await expect(html).toMatchFileSnapshot("golden/shop.html");
    const first = buildReport({ ...INPUT, changes: makeShopChanges(20, 7) });
    await expect(renderReportHtml(first)).toMatchFileSnapshot("golden/first-answers.html");
  });

  it("needs nothing but itself, and its policy allows no more", () => {
    expect(createHash("sha256").update(STYLE).digest("base64")).toBe(STYLE_HASH);
    expect(html).toContain(`style-src 'sha256-${STYLE_HASH}'`);
    expect(html).not.toMatch(/<(?:script|img|link|iframe|object)\b| on\w+=| style=|@import|url\((?!#)/iu);
    expect(new Set(html.match(/(?:https?:)?\/\/[^/"\s]+/gu))).toEqual(new Set(["https://github.com"]));
  });

  it("has every picture twice with a title, a description and unique ids", () => {
    const pictures = html.match(
      /<svg class="(?:wide|narrow)"[^>]*aria-labelledby[^>]*><title[^>]*>[^<]+<\/title><desc[^>]*>[^<]+<\/desc>/gu,
    );
    for (const name of ["map", "trend", "shares", "heat", "loop-1"]) {
      expect(pictures?.filter((picture) => picture.includes(`"${name}-`))).toHaveLength(2);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, anchor] of html.matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(anchor);
  });

  it("tells provenances apart by pattern, and draws what is assumed dashed", () => {
    expect(STYLE).toMatch(/\.accepted\{fill:url\(#accepted\)\}/u);
    expect(html).toMatch(/<path class="accepted"/u);
    expect(html).toMatch(/<path class="inherited"/u);
    expect(html).toMatch(/<pattern id="accepted"/u);
    expect(html).toMatch(/dasharray/u);
  });

  it("prints what is folded, and shows where a table goes on at its side", () => {
    const [, print = ""] = STYLE.split("@media print{");
    expect(print).toContain("details::details-content{content-visibility:visible;display:block}");
    expect(print).toContain(".scroll{overflow:visible;background:none}");
    expect(STYLE).toMatch(/\.scroll\{[^}]*local no-repeat[^}]*var\(--shade\)[^}]*scroll no-repeat/u);
    expect(STYLE.match(/--shade:/gu)).toHaveLength(2);
  });

  it("links pull requests and commits, and nothing where no address is given", () => {
    expect(html).toMatch(/<a href="https:\/\/github\.com\/acme\/shop\/pull\/\d+">#\d+<\/a>/u);
    expect(html).toMatch(/<a href="https:\/\/github\.com\/acme\/shop\/commit\/[0-9a-f]{12}">/u);
    expect(renderReportHtml(FULL)).not.toMatch(/href="[^#]/u);
    expect(() => renderReportHtml(FULL, { linkBase: "javascript:alert(1)" })).toThrow(/no web address/u);
  });

  it("opens with what was decided and ends with readings", () => {
    expect(html.indexOf("The growth team")).toBeLessThan(html.indexOf("1. Intent against actual</h2>"));
    expect(html).toMatch(/9\. Readings<\/h2>[\s\S]*10\.5 \(2026-08-01\)[\s\S]*12 \(2026-09-01\)/u);
  });

  it("is well formed and under 500 KB for 500 pull requests, with nothing to show too", () => {
    const changes = makeShopChanges(500, 3);
    const large = renderReportHtml(
      buildReport({ ...INPUT, changes, previous: makeShopChanges(500, 4) }),
      LINKED,
    );
    expect(new TextEncoder().encode(large).length).toBeLessThan(500_000);
    for (const page of [html, large, renderReportHtml(buildReport({ ...INPUT, changes: [] }))]) {
      expect(listElements(page).filter((name) => name === "h1")).toHaveLength(1);
    }
  });

  it("folds 40 areas and 60 metrics into others and names them", () => {
    const metrics = Array.from({ length: 60 }, (_, index) =>
      toMetric({ key: `m${index}`, drives: index < 10 ? [] : [{ metric: `m${index % 10}`, sign: "+" }] }),
    );
    const areas = Array.from({ length: 40 }, (_, index) =>
      toArea({ key: `a${index}`, metrics: [`m${index}`] }),
    );
    const changes = Array.from({ length: 400 }, (_, index) =>
      toChange({
        number: index + 1,
        areas: [{ area: `a${index % 40}`, paths: 1 }],
        answer: toTags(`m${(index * 7) % 60}`),
      }),
    );
    const page = renderReportHtml(buildReport({ ...INPUT, catalog: toCatalog({ metrics, areas }), changes }));
    expect(page).toContain("29 other areas");
    expect(page).toContain("47 other metrics");
    const [, folded = ""] =
      page.match(
        /<details><summary>Drawn as one for each column: 29 other areas, 47 other metrics, \d+ other outcomes<\/summary>([\s\S]*?)<\/details>/u,
      ) ?? [];
    expect(folded.match(/\ba\d+ \(10\)/gu)).toHaveLength(29);
    expect(folded.match(/\bm\d+ \(\d+\)/gu)?.length).toBeGreaterThanOrEqual(47);
    const [map = ""] = page.match(/<svg class="wide"[^>]*map-wide[\s\S]*?<\/svg>/u) ?? [];
    expect(map.match(/<rect class="(?:bar|hollow)"/gu)?.length).toBeLessThanOrEqual(12 + 14 + 8);
  });

  it("counts a change once among the others, however many of them it claims", () => {
    const metrics = Array.from({ length: 16 }, (_, index) => toMetric({ key: `m${index}` }));
    const changes = Array.from({ length: 20 }, (_, index) =>
      toChange({
        number: index + 1,
        touchesNoArea: true,
        answer: index === 0 ? toTags("m13", "m14", "m15") : toTags(`m${index % 13}`),
      }),
    );
    const graph = buildFlowGraph(buildReport({ ...INPUT, catalog: toCatalog({ metrics }), changes }));
    expect(graph.metrics.at(-1)).toMatchObject({ name: "3 other metrics", changes: 1 });
    const toOthers = graph.claims.find(({ to }) => to === "(others)");
    expect(toOthers).toMatchObject({ changes: 1, claims: { declared: 3, accepted: 0, inherited: 0 } });
    expect(graph.routes.find(({ from }) => from === "(others)")).toMatchObject({ changes: 1 });
    const page = renderReportHtml(buildReport({ ...INPUT, catalog: toCatalog({ metrics }), changes }));
    expect(page).toContain("3 declared claims; changes in all: 1");
    expect(graph.folded.metrics.map(({ name, changes: own }) => `${name} ${own}`)).toEqual([
      "m13 1",
      "m14 1",
      "m15 1",
    ]);
  });

  it("stays whole whatever a title, a name or a reason says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const metrics = [
          toMetric({
            key: "one",
            name: text,
            owner: text,
            unit: text,
            focus: { until: "2027-01-01", why: text },
          }),
          toMetric({ key: "two", name: text, drives: [{ metric: "one", sign: "+" }], guardrails: ["one"] }),
        ];
        const areas = [toArea({ key: "here", name: text, metrics: ["one"] })];
        const changes = Array.from({ length: 30 }, (_, index) =>
          toChange({
            number: index,
            title: text,
            areas: [{ area: "here", paths: 1 }],
            ...(index < 22 ? { answer: toTags("two") } : { reverts: { number: index - 1 } }),
          }),
        );
        const plain = (name: string) =>
          listElements(
            renderReportHtml(
              buildReport({
                ...INPUT,
                catalog: toCatalog({
                  metrics: metrics.map((metric) => (name === "" ? metric : { ...metric, name })),
                  areas,
                }),
                changes,
                repository: text,
                readings: [{ metric: "one", at: "2026-09-01", value: 1, source: text }],
                decisions: [{ question: text, text, decidedOn: "2026-09-01" }],
              }),
              LINKED,
            ),
          );
        expect(plain("").filter((element) => element === "script" || element === "img")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("cutToWidth", () => {
  it.each([
    ["Checkout conversion", 400, "Checkout conversion"],
    ["Checkout conversion", 60, "Checko…"],
    ["🎉🎉🎉🎉🎉🎉🎉🎉", 60, "🎉🎉🎉…"],
    ["a\u202Eb\nc", 400, "aU+202Eb c"],
    ["", 10, ""],
  ])("%s in %i px is %s", (text, widthPx, expected) => {
    expect(cutToWidth(text, widthPx, 13)).toBe(expected);
  });
});
