import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCatalog, parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { problemsOf } from "./problems-of.ts";

const METRIC = "metrics:\n  a: { kind: revenue }\n";

describe("problems of one file stand where they are", () => {
  it.each([
    ["unknown key", "metrics:\n  a: { kind: revenue, bettter: up }\n", "2:23 error unknown-key [better]"],
    ["unknown key at the top", `${METRIC}promt: {}\n`, "3:1 error unknown-key [prompt]"],
    [
      "unknown key of a drive",
      "metrics: { a: { kind: cost, drives: [{ metric: a, sing: + }] } }",
      "1:51 error unknown-key [sign]",
    ],
    ["another type", "metrics:\n  a:\n    kind: revenue\n    name: 5\n", "4:11 error wrong-type"],
    ["no value", "metrics:\n  a:\n", "2:5 error wrong-type"],
    ["a choice", "metrics:\n  a: { kind: revenu }", "2:14 error wrong-value [revenue]"],
    ["a missing key", "metrics:\n  a: { name: A }", "2:3 error missing-key"],
    [
      "a key of another form",
      "metrics:\n  Refund Rate: { kind: revenue }",
      "2:3 error ill-formed-key [refund-rate]",
    ],
    ["a reserved key", "areas:\n  help: { paths: [a] }", "2:3 error reserved-key"],
    [
      "a day that is none",
      "metrics: { a: { kind: cost, focus: { until: 2027-02-30, why: x } } }",
      "1:45 error bad-date",
    ],
    ["a time zone that is none", "summary: { schedule: { timezone: Mars/Base } }", "1:34 error bad-timezone"],
    ["a time zone as an offset", 'summary: { schedule: { timezone: "+02:00" } }', "1:34 error bad-timezone"],
    [
      "a lag",
      "metrics: { a: { kind: cost, drives: [{ metric: a, lag: 6 weeks }] } }",
      "1:56 error wrong-value",
    ],
    ["a glob", 'areas:\n  a:\n    paths: ["ok", "/src/**"]', "3:19 error bad-glob"],
    ["a share over one", "prompt: { blind: 2 }", "1:18 error wrong-value"],
    ["a union", "report: { issue: sometimes }", "1:18 error wrong-type"],
    ["equal keys", "metrics:\n  a: { kind: cost }\n  a: { kind: risk }", "3:3 error duplicate-key"],
    ["a merge key", "x: &x {}\ny:\n  <<: *x", "3:3 error merge-key"],
    ["a tag", "metrics: !!js/function x", "1:10 error tag"],
    ["a directive", "%YAML 1.1\n---\na: 1", "1:1 error syntax"],
    ["a second document", `${METRIC}---\n${METRIC}`, "3:1 error several-documents"],
    ["a second document after an end", `${METRIC}...\n${METRIC}`, "4:1 error several-documents"],
    ["an alias without an anchor", "metrics: *gone", "1:10 error bad-alias"],
    ["an alias inside its anchor", "metrics: &m { a: *m }", "1:18 error bad-alias"],
    ["syntax", "metrics:\n  a: @acme", "2:6 error syntax"],
    ["a list", "- a\n- b", "1:1 error wrong-type"],
    ["one word", "hello", "1:1 error wrong-type"],
    ["nothing", "", "1:1 error empty"],
    ["a comment alone", "# nothing yet\n", "1:1 error empty"],
    ["a NUL", "metrics:\n  a\0: {}", "1:1 error not-text"],
    ["bytes that were no UTF-8", "metrics: { a: { kind: cost, name: \uFFFD } }", "1:1 error not-text"],
    ["half of a pair", "metrics: { a: { kind: cost, name: \uD800 } }", "1:1 error not-text"],
    [
      "columns in code points",
      'metrics: { a: { name: "😀😀", kind: revenu } }',
      "1:35 error wrong-value [revenue]",
    ],
    ["a mark at the beginning", "\uFEFFmetrics: { a: { kind: revenu } }", "1:23 error wrong-value [revenue]"],
    ["CRLF", "metrics:\r\n  a:\r\n    kind: revenu\r\n", "3:11 error wrong-value [revenue]"],
  ])("%s", (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  it.each(["__proto__", "constructor", "prototype"])("names the key %s that can't be one", (key) => {
    const { problems, layer } = parseCatalog({ text: `metrics:\n  ${key}: { kind: cost }`, file: "f" });
    expect(layer).toBeUndefined();
    expect(problems).toMatchObject([{ code: "forbidden-key", line: 2, column: 3, file: "f" }]);
    expect(problems[0]?.message).toContain(`"${key}"`);
  });

  it("tells all problems at once, in the order of the file", () => {
    expect(problemsOf("prompt: { mode: no }\nwat: 1\nmetrics: { a: { kind: x } }")).toEqual([
      "1:17 error wrong-value",
      "2:1 error unknown-key",
      "3:23 error wrong-value",
    ]);
  });

  it("counts what it does not list", () => {
    const text = Array.from({ length: 300 }, (_, key) => `k${key}: 1`).join("\n");
    const { problems } = parseCatalog({ text, file: "f" });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: "more-problems", line: 100 });
    expect(problems.at(-1)?.message).toContain("200 more problems");
  });
});

describe("limits", () => {
  const nested = (depth: number): string => `a: ${"[".repeat(depth)}${"]".repeat(depth)}`;

  it("takes 256 KiB of UTF-8 and not a byte more", () => {
    const fill = (bytes: number): string => METRIC + "#".padEnd(bytes - METRIC.length, "x");
    expect(problemsOf(fill(256 * 1024))).toEqual([]);
    expect(problemsOf(fill(256 * 1024 + 1))).toEqual(["1:1 error too-large"]);
    expect(problemsOf(`${METRIC}#${"é".repeat(131_072)}`)).toEqual(["1:1 error too-large"]);
  });

  it("takes 32 levels and not one more, counting the map at the top", () => {
    expect(problemsOf(nested(31))).toEqual(["1:1 error unknown-key"]);
    expect(problemsOf(nested(32))).toEqual(["1:35 error too-deep"]);
  });

  it.each([
    ["lists", "[".repeat(10_000)],
    ["closed lists", nested(10_000)],
    ["maps", "{a: ".repeat(10_000)],
    ["items on one line", `${"- ".repeat(10_000)}x`],
    ["explicit keys", `${"? ".repeat(10_000)}x`],
    ["empty keys", `${": ".repeat(10_000)}x`],
    ["all of them", `${"- ? - : ".repeat(4_000)}x`],
    ["lines that step in", Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
    ["items that step in", Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth)}-`).join("\n")],
    ["lists behind anchors", "&a [".repeat(10_000)],
    ["maps in explicit keys", "? {".repeat(10_000)],
  ])("refuses %s nested 10,000 deep without going down", (_, text) => {
    expect(problemsOf(text).join()).toMatch(/^\d+:\d+ error too-deep$/u);
  });

  it.each([
    ["a string", `metrics: { a: { kind: cost, name: "${"[{".repeat(50)}" } }`],
    ["a plain word", `metrics:\n  a:\n    kind: cost\n    name: x${"[{".repeat(49)}`],
    ["a comment", `${METRIC}# ${"[{- ? ".repeat(500)}`],
    ["a block scalar", `metrics:\n  a:\n    kind: cost\n    name: >-\n      ${"- ".repeat(45)}`],
    ["a string over lines", `metrics:\n  a:\n    kind: cost\n    name: "${"[\n     ".repeat(40)}"`],
  ])("takes no bracket in %s for nesting", (_, text) => {
    expect(problemsOf(text).filter((problem) => problem.includes("error"))).toEqual([]);
  });

  it("takes 100 aliases and not one more", () => {
    const many = (count: number): string =>
      `metrics: { a: { kind: cost, keywords: [&k x] } }\nlocked: [${"*k,".repeat(count)}]`;
    expect(problemsOf(many(100)).join()).not.toContain("too-many-aliases");
    expect(problemsOf(many(101))).toEqual(["2:310 error too-many-aliases"]);
  });

  it("refuses aliases that stand for too much", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let at = 1; at <= 10; at += 1)
      lines.push(
        `a${at}: &a${at} [${Array(9)
          .fill(`*a${at - 1}`)
          .join(", ")}]`,
      );
    expect(problemsOf(lines.join("\n")).join()).toContain("error too-many-aliases");
  });

  it("refuses 501 metrics, 51 globs, a glob of 257 characters", () => {
    const metrics = (count: number): string =>
      `metrics:\n${Array.from({ length: count }, (_, key) => `  m${key}: { kind: cost }`).join("\n")}`;
    expect(problemsOf(metrics(500)).join()).not.toContain("error");
    expect(problemsOf(metrics(501))).toEqual(["2:3 error too-many"]);
    const area = (globs: readonly string[]): string => `areas: { a: { paths: ${JSON.stringify(globs)} } }`;
    expect(problemsOf(area(Array.from({ length: 51 }, (_, at) => `g${at}`)))).toEqual([
      "1:22 error too-long",
    ]);
    expect(problemsOf(area(["x".repeat(257)]))).toEqual(["1:23 error too-long"]);
    expect(problemsOf(area(["😀".repeat(256)])).join()).not.toContain("error");
  });
});

describe("what is legal", () => {
  it("reads anchors and aliases", () => {
    const { catalog } = buildCatalog([
      { layer: "repository", file: "f", text: "metrics:\n  a: &a { kind: revenue }\n  b: *a\n" },
    ]);
    expect(catalog?.metrics.map((metric) => [metric.key, metric.kind])).toEqual([
      ["a", "revenue"],
      ["b", "revenue"],
    ]);
  });

  it("takes keys as written and keeps their order", () => {
    const text =
      "metrics:\n  b: { kind: revenue }\n  404: { kind: cost, drives: [b] }\n  true: { kind: customer }\n";
    const { catalog } = buildCatalog([{ layer: "repository", file: "f", text }]);
    expect(catalog?.metrics.map((metric) => metric.key)).toEqual(["b", "404", "true"]);
  });

  it("takes one document with its marks", () => {
    expect(problemsOf(`# first\n---\n# then\n${METRIC}...\n# end\n`)).toEqual([]);
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ..."[]{},:-?&*!|>'\"%@`#~\n\t ".split(""),
    ..."metrics: |areas:|  a:|kind: revenue|\n- |\n  |\n    |*a|&a |<<: |--- |...\n|? |drives|__proto__|😀|\r\n".split(
      "|",
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join("")),
  );

  it("gives a layer or an error in the file, and never throws", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { layer, problems } = parseCatalog({ text, file: "f" });
        expect(layer === undefined).toBe(problems.some((problem) => problem.severity === "error"));
        const lines = text.split("\n");
        for (const { line, column } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual([...(lines[line - 1] ?? "")].length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
