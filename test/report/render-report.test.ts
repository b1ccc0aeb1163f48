import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { showShare } from "../../src/report/figures.ts";
import { renderReportMarkdown } from "../../src/report/markdown/markdown-form.ts";
import {
  buildReportJsonSchema,
  renderReportJson,
  renderReportReference,
} from "../../src/report/report-json.ts";
import { showCode } from "../../src/text/show-code.ts";
import { anyText } from "../text/any-text.ts";
import { buildReport } from "./build-report.ts";
import { SHOP, toArea, toCatalog, toMetric } from "./made-catalog.ts";
import { makeShopChanges, toChange, toTags } from "./made-changes.ts";

const INPUT = {
  previous: undefined,
  catalog: SHOP,
  window: { since: "2026-08-25", until: "2026-11-23" },
  source: "git" as const,
  repository: "acme/shop",
};

const FULL = buildReport({ ...INPUT, changes: makeShopChanges(150, 7), previous: makeShopChanges(120, 9) });
const FIRST = buildReport({ ...INPUT, changes: makeShopChanges(20, 7) });

describe("golden reports", () => {
  it.each([
    ["shop.md", renderReportMarkdown(FULL)],
    ["shop-plain.md", renderReportMarkdown(FULL, { links: "plain" })],
    ["shop.json", renderReportJson(FULL)],
    ["first-answers.md", renderReportMarkdown(FIRST)],
    ["nothing.md", renderReportMarkdown(buildReport({ ...INPUT, changes: [] }))],
  ])("%s", async (file, text) => {
    await expect(text).toMatchFileSnapshot(`golden/${file}`);
  });
});

describe("the JSON form", () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(buildReportJsonSchema());

  it.each([
    ["full", FULL],
    ["first answers", FIRST],
    ["empty", buildReport({ ...INPUT, changes: [] })],
  ])("%s: agrees with the generated schema", (_name, report) => {
    validate(JSON.parse(renderReportJson(report)));
    expect(validate.errors).toBeNull();
  });

  it("has a description for every field", () => {
    expect(renderReportReference().match(/^\| `.*\| {2}\|$/gmu)).toBeNull();
  });

  it("is documented as it is", async () => {
    const read = (file: string) => readFile(new URL(`../../docs/reference/${file}`, import.meta.url), "utf8");
    expect(await read("report.md")).toBe(renderReportReference());
    expect(JSON.parse(await read("report.schema.json"))).toEqual(buildReportJsonSchema());
  });
});

describe("the Markdown form", () => {
  const listHeadings = (text: string) => text.match(/^## .*$/gmu);

  it("has eight sections, and three of them while there are few answers", () => {
    expect(listHeadings(renderReportMarkdown(FULL))).toEqual([
      "## 1. Intent against actual",
      "## 2. Questions",
      "## 3. System map",
      "## 4. Where the work went",
      "## 5. Blind spots",
      "## 6. Concentrations",
      "## 7. Loops and leverage",
      "## 8. Stability",
    ]);
    expect(listHeadings(renderReportMarkdown(FIRST))).toEqual([
      "## Said so far",
      "## Not said",
      "## What will appear",
    ]);
  });

  it("never says that something was caused", () => {
    expect(renderReportMarkdown(FULL)).not.toMatch(/\bcaus(?:e|ed|es|ing)\b/iu);
  });

  it("shows at most twenty of many changes and how many more there are", () => {
    expect(renderReportMarkdown(FULL)).toMatch(
      /say nothing \(37\): (?:[#\da-f]+, ){19}[#\da-f]+ and 17 more/u,
    );
  });

  it("stays whole whatever a title, a name or a reason says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const metrics = [
          toMetric({ key: "one", name: text, owner: text, focus: { until: "2027-01-01", why: text } }),
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
        const catalog = toCatalog({ metrics, areas });
        const markdown = renderReportMarkdown(buildReport({ ...INPUT, catalog, changes, repository: text }), {
          links: "plain",
        });
        expect(listHeadings(markdown)).toHaveLength(8);
        expect(markdown.match(/^```/gmu)).toHaveLength(2);
        const called = text.split(" ").filter((word) => word.startsWith("@"));
        const outside = [...called.map(showCode), /`(?:#\d+|[0-9a-f]{12})`/gu].reduce<string>(
          (rest, code) => rest.replaceAll(code, ""),
          markdown.replace(/```mermaid[\s\S]*?\n```/u, ""),
        );
        expect(outside).not.toMatch(/@[\p{L}\p{N}]|(?<!&)#\d|:\/\//u);
        expect(outside.replace(/<\/?(?:details|summary)>/gu, "")).not.toMatch(/[<>]/u);
        for (const table of markdown.match(/(?:^\|.*\|$\n?)+/gmu) ?? []) {
          const widths = table
            .trim()
            .split("\n")
            .map((row) => row.replace(/\\./gu, "").split("|").length);
          expect(new Set(widths).size).toBe(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("draws at most 60 lines of a large map and tells what it left out", () => {
    const metrics = Array.from({ length: 60 }, (_, index) =>
      toMetric({ key: `m${index}`, drives: index === 0 ? [] : [{ metric: "m0", sign: "-" as const }] }),
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
    const catalog = toCatalog({ metrics, areas });
    const report = buildReport({ ...INPUT, catalog, changes });
    const markdown = renderReportMarkdown(report);
    const lines = markdown.match(/^ {2}\w+ (?:-->|-\.->|--o)\|"[^"|]*"\| \w+$/gmu) ?? [];
    expect(lines).toHaveLength(60);
    expect(lines.at(39)).toMatch(/aOther -->/u);
    expect(markdown).toMatch(/The \d+ thinnest lines \(\d+ changes\) are drawn as one/u);
    const styled = (markdown.match(/linkStyle [\d,]+/gu) ?? []).flatMap((line) => line.slice(10).split(","));
    expect(styled.map(Number).sort((one, other) => one - other)).toEqual(lines.map((_, index) => index));
  });
});

describe("showShare", () => {
  it.each([
    [4, 61, "7 %"],
    [1, 300, "under 1 %"],
    [299, 300, "over 99 %"],
    [0, 5, "0 %"],
    [5, 5, "100 %"],
    [2, 4, "not enough data"],
    [0, 0, "not enough data"],
  ])("%i of %i is %s", (part, whole, text) => {
    expect(showShare(part, whole, 5)).toBe(text);
  });
});
