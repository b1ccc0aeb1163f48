import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildCatalogJsonSchema, listSchemaParts } from "../../src/catalog/build-catalog-json-schema.ts";
import { NOT_YET_IN_EFFECT } from "../../src/catalog/catalog-schema.ts";
import { DEFAULT_POLICY } from "../../src/catalog/default-policy.ts";
import { parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { renderCatalogReference } from "../../src/catalog/render-catalog-reference.ts";

const root = join(import.meta.dirname, "../..");
const schema = buildCatalogJsonSchema();
const validate = new Ajv({ strict: false }).compile(schema);

describe("schema.json", () => {
  it("and the reference page are what the sources give: npm run generate", async () => {
    expect(await readFile(join(root, "schema.json"), "utf8")).toBe(
      `${JSON.stringify(schema, undefined, 2)}\n`,
    );
    expect(await readFile(join(root, "docs/reference/catalog.md"), "utf8")).toBe(renderCatalogReference());
  });

  it("is draft-07 and closes every map", () => {
    expect(schema["$schema"]).toBe("http://json-schema.org/draft-07/schema#");
    const open = listSchemaParts(schema).filter(
      ({ schema: part }) => part.type === "object" && part.additionalProperties === undefined,
    );
    expect(open).toEqual([]);
  });

  it("describes every key", () => {
    const silent = listSchemaParts(schema).filter((part) => (part.schema.description ?? "").length < 10);
    expect(silent.map((part) => part.path)).toEqual([]);
  });

  it("marks what is not yet in effect, and nothing that does not exist", () => {
    const paths = listSchemaParts(schema).map((part) => part.path);
    expect(NOT_YET_IN_EFFECT.filter((path) => !paths.includes(path))).toEqual([]);
    const marked = listSchemaParts(schema).filter((part) =>
      part.schema.description?.endsWith("(not yet in effect)"),
    );
    expect(marked.map((part) => part.path)).toContain("judgement.concern_days");
    expect(marked.map((part) => part.path)).not.toContain("prompt.mode");
  });

  it("has the defaults that hold", () => {
    const defaults = new Map(listSchemaParts(schema).map((part) => [part.path, part.schema.default]));
    for (const [path, value] of Object.entries(DEFAULT_POLICY))
      expect([path, defaults.get(path)]).toEqual([path, value]);
  });

  it.each([
    ["version: 1", true],
    ["version: 2", false],
    ["metrics: { a: { kind: revenue } }", true],
    ["metrics: { a: {} }", false],
    ["metrics: { A: { kind: revenue } }", false],
    ["metrics: { none: { kind: revenue } }", false],
    ["metrics: { none-such: { kind: revenue } }", true],
    ["metrics: { a: { kind: revenue, colour: red } }", false],
    ["metrics: { a: { kind: revenue, name: 5 } }", false],
    ["metrics: { a: { kind: revenue, name: '' } }", false],
    [`metrics: { a: { kind: revenue, name: ${"😀".repeat(100)} } }`, true],
    [`metrics: { a: { kind: revenue, name: ${"😀".repeat(101)} } }`, false],
    ["metrics: { a: { kind: revenue, drives: [a, { metric: a, sign: '-', lag: 6w }] } }", true],
    ["metrics: { a: { kind: revenue, drives: [{ sign: '-' }] } }", false],
    ["metrics: { a: { kind: revenue, drives: [{ metric: a, sgn: '-' }] } }", false],
    ["metrics: { a: { kind: revenue, drives: a } }", false],
    [`metrics: { a: { kind: revenue, drives: [${"a,".repeat(51)}] } }`, false],
    ["metrics: { a: { kind: revenue, focus: { until: 2027-03-31, why: x } } }", true],
    ["metrics: { a: { kind: revenue, focus: { until: soon, why: x } } }", false],
    ["metrics: { a: { kind: revenue, focus: { until: 2027-03-31 } } }", false],
    ["metrics: []", false],
    [
      `metrics: { ${Array.from({ length: 501 }, (_, key) => `m${key}: { kind: revenue }`).join(", ")} }`,
      false,
    ],
    ["areas: { a: { paths: [src/**] } }", true],
    ["areas: { a: { paths: [] } }", false],
    ["areas: { a: { metrics: [b] } }", false],
    [`areas: { a: { paths: [${"a,".repeat(51)}] } }`, false],
    ["prompt: { mode: require, exempt: { authors: ['*[bot]'] }, blind: 0.1 }", true],
    ["prompt: { mode: always }", false],
    ["prompt: { blind: 1.1 }", false],
    ["prompt: { repositories: [acme/*] }", true],
    ["prompt: { repositories: [acme] }", false],
    ["report: { issue: true }", true],
    ["report: { issue: public }", true],
    ["report: { issue: private }", false],
    ["report: { window: 90 }", false],
    ["report: { thresholds: { fix_days: 7, sink_share: 0.5 } }", true],
    ["report: { thresholds: { fix_days: 7.5 } }", false],
    ["summary: { schedule: { weekday: friday, time: '23:59', timezone: UTC } }", true],
    ["summary: { schedule: { time: '24:00' } }", false],
    ["summary: { channels: [{ name: sales, audience: private }] }", true],
    ["summary: { channels: [{ audience: private }] }", false],
    ["judgement: { incident_labels: [incident], concern_days: 30 }", true],
    ["locked: [prompt.mode]\n_extends: acme/base", true],
    ["_extends: https://example.com/x", false],
    ["wat: 1", false],
    ["[]", false],
  ])("and the reader agree on %s", (text, isGood) => {
    expect(validate(parse(text))).toBe(isGood);
    expect(parseCatalog({ text, file: "f" }).layer !== undefined).toBe(isGood);
  });
});
