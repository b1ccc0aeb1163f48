import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { compileVocabulary } from "../../src/catalog/resolve-metric.ts";
import { parseReadings } from "../../src/report/parse-readings.ts";

const { catalog } = buildCatalog([
  {
    layer: "repository",
    file: "c.yml",
    text: `version: 1
metrics:
  retention: { name: Net retention, kind: revenue, better: up }
  refund-rate: { name: Refund rate, kind: customer, better: down, drives: [retention], was: [refunds] }
`,
  },
]);
if (catalog === undefined) throw new Error("The catalog is broken.");
const vocabulary = compileVocabulary(catalog);
const parse = (...lines: readonly string[]) => parseReadings(lines.join("\n"), vocabulary);

describe("readings of a file", () => {
  it("are taken in with columns in any order, former keys, names, days and instants of any zone", () => {
    expect(
      parse(
        "Source,metric,value,time,note",
        "warehouse,refunds,1.8,2026-03-31,x",
        '"Sales, EU",Net Retention,-1e2,2026-04-01T01:00+02:00,',
      ),
    ).toEqual({
      ok: true,
      value: [
        { metric: "refund-rate", at: "2026-03-31", value: 1.8, source: "warehouse" },
        { metric: "retention", at: "2026-03-31", value: -100, source: "Sales, EU" },
      ],
    });
  });

  it("tell of every line that is wrong, and none is taken", () => {
    const result = parse(
      "metric,time,value,source",
      "refund-rate,2026-03-31,1.8,warehouse",
      "refund-rat,2026-03-31,1.8,warehouse",
      "refund-rate,2026-02-30,1.8,warehouse",
      "refund-rate,yesterday,1.8,warehouse",
      'refund-rate,2026-03-31,"1,8",warehouse',
      "refund-rate,2026-03-31,1.8 %,warehouse",
      "refund-rate,2026-03-31,1.8,",
      "refunds,2026-03-31,1.9,warehouse",
      "refund-rate,2026-03-31",
    );
    if (result.ok) throw new Error("It was taken.");
    expect(result.error.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '3: "refund-rat" is no metric of the catalog; the nearest are refund-rate, retention.',
      '4: "2026-02-30" is no time; write a UTC day such as 2026-03-31, or an instant with its zone.',
      '5: "yesterday" is no time; write a UTC day such as 2026-03-31, or an instant with its zone.',
      '6: "1,8" is no number; write one such as 12.5, with a point and without a unit.',
      '7: "1.8 %" is no number; write one such as 12.5, with a point and without a unit.',
      "8: The source is empty; name where the value was read.",
      '9: There is another value of refund-rate on 2026-03-31 from "warehouse" above: 1.8; keep one.',
      '10: "" is no number; write one such as 12.5, with a point and without a unit.',
    ]);
  });

  it("need the four columns", () => {
    expect(parse("metric,value")).toEqual({
      ok: false,
      error: [
        {
          line: 1,
          message:
            "The first line must name the columns metric, time, value, source; it lacks time and source.",
        },
      ],
    });
    expect(parse("")).toMatchObject({ ok: false, error: [{ line: 1 }] });
  });
});
