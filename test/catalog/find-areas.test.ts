import { describe, expect, it } from "vitest";
import { compileAreas } from "../../src/catalog/find-areas.ts";

const area = (key: string, paths: readonly string[]) => ({ key, name: key, paths, metrics: [] });

describe("compileAreas", () => {
  const matcher = compileAreas([
    area("all", ["**/*.ts"]),
    area("checkout", ["services/checkout/**", "services/check*/**"]),
    area("cart", ["services/checkout/cart/**"]),
    area("root", ["*"]),
  ]);

  it("counts the paths of each touched area once, most first, then in catalog order", () => {
    const paths = [
      "services/checkout/a.go",
      "services/checkout/b.ts",
      "services/checkout/cart/c.ts",
      "README.md",
      "x/y",
    ];
    expect(matcher.matchAreas(paths)).toEqual({
      areas: [
        { area: "checkout", paths: 3 },
        { area: "all", paths: 2 },
        { area: "cart", paths: 1 },
        { area: "root", paths: 1 },
      ],
      unmatched: 1,
    });
    expect(matcher.matchAreas([])).toEqual({ areas: [], unmatched: 0 });
  });

  it("gives rules by literal prefix, then length, then order", () => {
    expect(matcher.findRules("services/checkout/cart/c.ts")).toEqual([
      { area: "cart", glob: "services/checkout/cart/**" },
      { area: "checkout", glob: "services/checkout/**" },
      { area: "checkout", glob: "services/check*/**" },
      { area: "all", glob: "**/*.ts" },
    ]);
    const tied = compileAreas([area("a", ["src/*"]), area("b", ["src/?"]), area("c", ["src/??*"])]);
    expect(tied.findRules("src/x").map((rule) => rule.area)).toEqual(["a", "b"]);
    expect(tied.findRules("src/xy").map((rule) => rule.area)).toEqual(["c", "a"]);
  });

  it("answers the same after more paths than it remembers", () => {
    const first = matcher.matchAreas(["services/checkout/a.go"]);
    for (let at = 0; at < 50_000; at += 1) matcher.matchAreas([`services/x${at}.ts`]);
    expect(matcher.matchAreas(["services/checkout/a.go"])).toEqual(first);
  });

  it("is not misled by paths as long as they can be", () => {
    const deep = `${"a/".repeat(2047)}b.ts`;
    expect(matcher.matchAreas([deep, "/x", "services", "services/checkout"]).areas).toEqual([
      { area: "all", paths: 1 },
      { area: "checkout", paths: 1 },
      { area: "root", paths: 1 },
    ]);
  });
});
