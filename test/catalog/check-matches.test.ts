import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";

function warn(parts: Readonly<Record<"paths" | "authors" | "labels" | "keywords", readonly string[]>>) {
  const list = (texts: readonly string[]): string => JSON.stringify(texts);
  const text = [
    "version: 1",
    `metrics: { a: { kind: customer, labels: ${list(parts.labels)}, keywords: ${list(parts.keywords)} } }`,
    `areas: { d: { paths: ${list(parts.paths)}, metrics: [a] } }`,
    `prompt: { exempt: { authors: ${list(parts.authors)}, labels: ${list(parts.labels)} } }`,
  ].join("\n");
  return buildCatalog([{ layer: "repository", text, file: "c.yml" }]).problems;
}

const NOTHING = { paths: ["src/**"], authors: [], labels: [], keywords: [] };

describe("what can never match", () => {
  it.each([
    ["\u201Csrc/**\u201D", "quotes", "src/**"],
    ["'src/**'", "quotes", "src/**"],
    ["\u00ABsrc/**\u00BB", "quotes", "src/**"],
    [" src/**", "blanks", "src/**"],
    ["src/**\t", "blanks", "src/**"],
    ["src/**, docs/**", "comma", undefined],
    ["src/**,docs/**", "comma", undefined],
    ["src", "no folder", "src/**"],
    ["services/checkout", "no folder", "services/checkout/**"],
    ["src\\**", "ordinary character", "src/**"],
    ["src/.../cart/**", "dots", "src/**/cart/**"],
  ])("is a glob such as %j", (glob, what, suggestion) => {
    const [problem, ...rest] = warn({ ...NOTHING, paths: [glob] });
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ code: "never-matches", severity: "warning", line: 3 });
    expect(problem?.message).toContain(what);
    expect(problem?.suggestion).toBe(suggestion);
  });

  it.each([
    ["@dependabot[bot]", "begins with @", "dependabot[bot]"],
    ["\u201Cmona\u201D", "quotes", "mona"],
    [" mona", "blanks", "mona"],
    ["mona, hubot", "comma", undefined],
    ["app/dependabot", "tools write an app", "dependabot[bot]"],
    ["acme/robots", "team", undefined],
    ["https://github.com/mona", "address", "mona"],
  ])("is a login such as %j", (login, what, suggestion) => {
    const [problem, ...rest] = warn({ ...NOTHING, authors: [login] });
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ code: "never-matches", line: 4 });
    expect(problem?.message).toContain(what);
    expect(problem?.suggestion).toBe(suggestion);
  });

  it.each([
    ["\u2018area: cart\u2019", "quotes"],
    ["area: cart ", "blanks"],
    ["cart, checkout", "comma"],
    ["https://github.com/acme/shop/labels/area%3A%20cart", 'write "area: cart"'],
    ["x".repeat(51), "50 characters"],
  ])("is a label such as %j, wherever labels stand", (label, what) => {
    const problems = warn({ ...NOTHING, labels: [label] });
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["never-matches", 2],
      ["never-matches", 4],
    ]);
    for (const { message } of problems) expect(message).toContain(what);
  });

  it("is a keyword in quotes", () => {
    expect(warn({ ...NOTHING, keywords: ["\u201Ccart\u201D"] })).toMatchObject([{ code: "never-matches" }]);
  });

  it("is nothing that can be there", () => {
    expect(
      warn({
        paths: [
          "src/**",
          "*.md",
          "Makefile",
          "docker/Dockerfile",
          "LICENSE",
          "bin/throughline",
          ".npmrc",
          "@acme/cart/**",
        ].concat("src/{a,b}/**", "app/\\[slug\\]/**", "**", ".github/CODEOWNERS", "scripts/build"),
        authors: ["dependabot[bot]", "*[bot]", "mona", "mona_acme", "*", "Mona Lisa"],
        labels: ["area: cart", "good first issue", "it's"],
        keywords: ["cart", "O'Reilly", "c++"],
      }),
    ).toEqual([]);
  });
});
