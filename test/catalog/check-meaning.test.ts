import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { PROBLEM_CODES } from "../../src/catalog/problem-codes.ts";
import { problemsOf } from "./problems-of.ts";

describe("what metrics and areas say of one another", () => {
  it.each([
    [
      "an unknown metric in drives",
      "metrics: { aaa: { kind: revenue, drives: [aab] } }",
      ["1:43 error unknown-metric [aaa]"],
    ],
    [
      "in a drive with a sign",
      "metrics: { aaa: { kind: revenue, drives: [{ metric: zzzz }] } }",
      ["1:53 error unknown-metric"],
    ],
    [
      "in guardrails",
      "metrics: { aaa: { kind: revenue, guardrails: [zzzz] } }",
      ["1:47 error unknown-metric"],
    ],
    [
      "in an area, by a former key",
      "metrics: { aaa: { kind: revenue, was: [old] } }\nareas: { x: { paths: [x.ts], metrics: [old] } }",
      ["2:40 error unknown-metric [aaa]"],
    ],
    ["a former key that lives", "metrics: { a: { kind: revenue, was: [a] } }", ["1:38 error was-is-live"]],
    [
      "a former key that is an answer of its own",
      "metrics: { a: { kind: revenue, was: [none] } }",
      ["1:38 error reserved-key"],
    ],
    [
      "a former key that is no key",
      "metrics: { a: { kind: revenue, was: [Old Key] } }",
      ["1:38 error ill-formed-key"],
    ],
    [
      "a metric as its own guardrail",
      "metrics: { a: { kind: revenue, guardrails: [a] } }",
      ["1:45 warning own-guardrail"],
    ],
    [
      "a former key of two",
      "metrics: { a: { kind: revenue, was: [x] }, b: { kind: revenue, was: [x] } }",
      ["1:70 error was-twice"],
    ],
    [
      "an enabling metric without a way",
      "metrics: { a: { kind: cost }, b: { kind: revenue } }",
      ["1:12 warning leads-nowhere"],
    ],
    [
      "a way in two steps",
      "metrics: { a: { kind: cost, drives: [b] }, b: { kind: risk, drives: [c] }, c: { kind: revenue } }",
      [],
    ],
    [
      "an area without a metric",
      "metrics: { a: { kind: revenue } }\nareas: { x: { paths: [x.ts] } }",
      ["2:10 warning area-without-metric"],
    ],
    [
      "the same glob in two areas",
      "metrics: { a: { kind: revenue } }\nareas:\n  x: { paths: [s.ts], metrics: [a] }\n  y: { paths: [s.ts], metrics: [a] }",
      ["4:16 warning same-glob"],
    ],
    [
      "an entry twice",
      "metrics: { a: { kind: revenue, guardrails: [b, b] }, b: { kind: revenue } }",
      ["1:48 warning duplicate-entry"],
    ],
    [
      "the name of another",
      "metrics: { a: { kind: revenue, name: B }, b: { kind: revenue } }",
      ["1:38 warning ambiguous-name"],
    ],
    [
      "a name that is an answer",
      "metrics: { a: { kind: revenue, name: None } }",
      ["1:38 warning ambiguous-name"],
    ],
    [
      "a loop",
      "metrics: { a: { kind: revenue, drives: [b] }, b: { kind: revenue, drives: [a] } }",
      ["1:12 info feedback-loop"],
    ],
    ["no metric", "prompt: { mode: require }", ["1:1 warning no-metrics"]],
  ])("%s", (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("names a loop's metrics in their order, and its kind", () => {
    const text =
      "metrics:\n  a: { kind: revenue, drives: [{ metric: b, sign: '-' }] }\n  b: { kind: cost, drives: [a] }\n";
    const { problems } = buildCatalog([{ layer: "repository", file: "f", text }]);
    expect(problems.map((problem) => problem.message)).toEqual(["A balancing feedback loop: a -> b -> a"]);
  });

  it("takes the first of two drives of one metric", () => {
    const text =
      "metrics: { a: { kind: cost, drives: [b, { metric: b, sign: '-' }] }, b: { kind: revenue } }";
    const { catalog } = buildCatalog([{ layer: "repository", file: "f", text }]);
    expect(catalog?.metrics[0]?.drives).toEqual([{ metric: "b", sign: "+" }]);
  });

  it("finds nothing wrong with this project's own catalog", async () => {
    const text = await readFile(join(import.meta.dirname, "../../.github/throughline.yml"), "utf8");
    const { catalog, problems } = buildCatalog([{ layer: "repository", file: "own", text }]);
    expect(catalog).toBeDefined();
    expect(problems).toEqual([]);
  });

  it("has a code in kebab-case and a sentence for each problem", () => {
    for (const [code, { meaning }] of Object.entries(PROBLEM_CODES)) {
      expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
      expect(meaning).toMatch(/\.$/u);
    }
  });
});
