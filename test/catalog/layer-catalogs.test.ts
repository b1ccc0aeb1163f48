import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCatalog, parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { toExtendsTarget } from "../../src/catalog/to-extends-target.ts";
import { type Settings, toSettings, uniteSettings } from "../../src/catalog/unite-settings.ts";

const ORGANISATION = `
metrics:
  nrr: { kind: revenue }
  speed: { kind: delivery, drives: [nrr] }
prompt: { mode: require, exempt: { labels: [wip] } }
report: { thresholds: { fix_days: 7 } }
`;

const build = (organisation: string, repository: string) =>
  buildCatalog([
    { layer: "organisation", file: "org.yml", text: organisation },
    { layer: "repository", file: "repo.yml", text: repository },
  ]);

describe("layers", () => {
  it("unites metrics by key, replaces a nearer one whole, and lists and scalars", () => {
    const { catalog, problems } = build(
      ORGANISATION,
      "metrics:\n  speed: { kind: customer }\n  own: { kind: cost, drives: [nrr] }\nprompt: { mode: advise }\n",
    );
    expect(problems).toEqual([]);
    expect(catalog?.metrics.map(({ key, kind, drives }) => [key, kind, drives.length])).toEqual([
      ["nrr", "revenue", 0],
      ["speed", "customer", 0],
      ["own", "cost", 1],
    ]);
    expect(catalog?.prompt).toMatchObject({ mode: "advise", exempt: { labels: ["wip"], paths: [] } });
    expect(catalog?.report).toMatchObject({ windowDays: 90, thresholds: { fixDays: 7, fewAnswers: 20 } });
  });

  it("remembers where each value came from", () => {
    const { catalog } = build(ORGANISATION, "metrics:\n  own: { kind: customer }\nprompt:\n  mode: advise\n");
    const origins = Object.fromEntries(catalog?.origins ?? []);
    expect(origins).toMatchObject({
      "metrics.nrr": { layer: "organisation", file: "org.yml", line: 3 },
      "metrics.own": { layer: "repository", file: "repo.yml", line: 2 },
      "prompt.mode": { layer: "repository", file: "repo.yml", line: 4 },
      "prompt.exempt.labels": { layer: "organisation", file: "org.yml", line: 5 },
      "prompt.exempt.paths": { layer: "defaults" },
      "report.thresholds.fix_days": { layer: "organisation", line: 6 },
    });
  });

  it("names a metric of a farther layer, and the file that names one of none", () => {
    const { problems } = build(
      ORGANISATION,
      "areas:\n  a: { paths: [a.ts], metrics: [nrr] }\n  b: { paths: [b.ts], metrics: [nr] }\n",
    );
    expect(problems).toMatchObject([
      { code: "unknown-metric", file: "repo.yml", line: 3, column: 33, suggestion: "nrr" },
    ]);
  });

  it("applies nothing of a catalog with an error in any layer", () => {
    const broken = build(ORGANISATION, "prompt: { mode: advise }\nwat: 1");
    expect(broken.catalog).toBeUndefined();
    expect(broken.problems).toMatchObject([{ file: "repo.yml", code: "unknown-key" }]);
  });

  it("keeps a locked value and tells where the nearer one stands", () => {
    const { catalog, problems } = build(
      `${ORGANISATION}locked: [prompt.mode, metrics.nrr, report.thresholds]\n`,
      "prompt:\n  mode: advise\n  blind: 0.1\nmetrics:\n  nrr: { kind: cost }\nreport: { window: 30d, thresholds: { fix_days: 1 } }\n",
    );
    expect(catalog).toMatchObject({
      prompt: { mode: "require", blind: 0.1 },
      report: { windowDays: 30, thresholds: { fixDays: 7 } },
    });
    expect(catalog?.metrics.find((metric) => metric.key === "nrr")?.kind).toBe("revenue");
    expect(problems.map(({ code, severity, file, line }) => [code, severity, file, line])).toEqual([
      ["locked", "warning", "repo.yml", 2],
      ["locked", "warning", "repo.yml", 5],
      ["locked", "warning", "repo.yml", 6],
    ]);
    expect(problems[0]?.message).toBe("prompt.mode is ignored: org.yml locks prompt.mode; remove it here");
  });

  it("heeds locks of the organisation alone, and names a lock of nothing", () => {
    const { problems, catalog } = buildCatalog([
      {
        layer: "extends",
        file: "base.yml",
        text: "locked: [prompt.mode]\nmetrics: { a: { kind: revenue } }",
      },
      { layer: "repository", file: "repo.yml", text: "prompt: { mode: require }" },
    ]);
    expect(catalog?.prompt.mode).toBe("require");
    expect(problems).toMatchObject([{ code: "lock-without-effect", file: "base.yml", line: 1 }]);
    expect(
      build("locked: [prompt.mood]\nmetrics: { a: { kind: revenue } }", "version: 1").problems,
    ).toMatchObject([{ code: "unknown-lock", column: 10, suggestion: "prompt.mode" }]);
  });

  it("makes metrics of a private file private, and warns of revenue in a public one", () => {
    const text = "metrics: { a: { kind: revenue }, b: { kind: customer, visibility: public } }";
    const visibilityOf = (visibility: "public" | "private" | undefined) =>
      buildCatalog([{ layer: "repository", file: "f", text, ...(visibility && { visibility }) }]);
    expect(visibilityOf("private").catalog?.metrics.map((metric) => metric.visibility)).toEqual([
      "private",
      "public",
    ]);
    expect(visibilityOf("private").problems).toEqual([]);
    expect(visibilityOf(undefined).problems).toEqual([]);
    expect(visibilityOf("public").problems).toMatchObject([
      { code: "public-revenue", severity: "warning", column: 12 },
    ]);
  });

  it("gives equal content an equal version and other content another", () => {
    const versionOf = (text: string) =>
      buildCatalog([{ layer: "repository", file: "f", text }]).catalog?.version;
    const version = versionOf("metrics: { a: { kind: revenue } }");
    expect(version).toMatch(/^[0-9a-f]{16}$/u);
    expect(versionOf("# a comment\nmetrics:\n  a:\n    kind: revenue\n    better: up\n")).toBe(version);
    expect(versionOf("metrics: { a: { kind: revenue, better: down } }")).not.toBe(version);
    expect(versionOf("metrics: { a: { kind: revenue } }\nprompt: { blind: 0.1 }")).not.toBe(version);
  });

  it("has an origin for each metric, area and policy value", () => {
    const { catalog } = build(ORGANISATION, "areas: { a: { paths: [a], metrics: [nrr] } }");
    expect([...(catalog?.origins.keys() ?? [])].sort()).toMatchSnapshot();
  });

  it("reads what _extends names", () => {
    const targetOf = (text: string) => {
      const { layer } = parseCatalog({ text, file: "f" });
      return layer && toExtendsTarget(layer);
    };
    expect(targetOf("_extends: acme/base")).toEqual({ owner: "acme", name: "base" });
    expect(targetOf("_extends: base")).toEqual({ name: "base" });
    expect(targetOf("version: 1")).toBeUndefined();
  });

  it("is associative, locks and order included", () => {
    const modes = fc.constantFrom(
      "prompt: { mode: advise }\n",
      "prompt: { mode: require, blind: 0.5 }\n",
      "report: { window: 7d }\n",
      "",
    );
    const metrics = fc
      .uniqueArray(fc.constantFrom("a", "b", "c", "404"), { maxLength: 3 })
      .map((keys) =>
        keys.length === 0 ? "" : `metrics:\n${keys.map((key) => `  ${key}: { kind: cost }\n`).join("")}`,
      );
    const locks = fc
      .subarray(["metrics.a", "prompt", "prompt.mode", "report", "metrics"])
      .map((paths) => `locked: [${paths.join(", ")}]\n`);
    const layers = fc
      .tuple(
        modes,
        metrics,
        locks,
        fc.constantFrom("organisation" as const, "repository" as const),
        fc.uuid(),
      )
      .map(([mode, metric, lock, rank, file]): Settings => {
        const { layer } = parseCatalog({ text: `version: 1\n${mode}${metric}${lock}`, file });
        if (layer === undefined) throw new Error("The made catalog is broken");
        return toSettings(layer, rank);
      });
    const show = (settings: Settings) => [
      [...settings.values].map(([path, { value, origin }]) => [path, value, origin]),
      [...settings.locks.keys()].sort(),
    ];
    fc.assert(
      fc.property(layers, layers, layers, (far, middle, near) => {
        const left = uniteSettings(uniteSettings(far, middle), near);
        const right = uniteSettings(far, uniteSettings(middle, near));
        expect(show(left)).toEqual(show(right));
      }),
    );
  });
});
