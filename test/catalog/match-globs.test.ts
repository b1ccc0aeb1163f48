import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, it } from "vitest";
import { compileGlobs, describeGlobFault } from "../../src/catalog/globs.ts";

const isMatch = (glob: string, path: string): boolean => compileGlobs([glob])(path);

describe("compileGlobs", () => {
  it.each([
    ["src/**", "src/a/b.ts", true],
    ["src/**", "src/.hidden/b.ts", true],
    ["src/**", "src", true],
    ["src/**", "srcs/a.ts", false],
    ["**/*.md", "README.md", true],
    ["**/*.md", "docs/a/b.md", true],
    ["*.md", "docs/a.md", false],
    ["**", "any/thing", true],
    ["*", ".env", true],
    ["a/*/c", "a/b/c", true],
    ["a/*/c", "a/b/b/c", false],
    ["a/**/c", "a/c", true],
    ["a/**/c", "a/b/b/c", true],
    ["a?c", "a/c", false],
    ["a?c", "a😀c", true],
    ["[a-c]x", "bx", true],
    ["[!a-c]x", "bx", false],
    ["[!a]x", "/x", false],
    ["app/[slug]/**", "app/[slug]/page.tsx", true],
    ["app/[[...slug]]/*", "app/[[...slug]]/page.tsx", true],
    ["*/**", "a", false],
    ["*/**", "a/b", true],
    ["a/**/**", "a", true],
    ["app/\\[slug\\]/**", "app/[slug]/page.tsx", true],
    ["{src,test/unit}/**", "test/unit/a.ts", true],
    ["{src,test/unit}/**", "test/a.ts", false],
    ["{a/**,b}/c", "a/x/c", true],
    ["src/{a,b{1,2}}.ts", "src/b2.ts", true],
    ["Src/**", "src/a", false],
    ["a(b)/+c", "a(b)/+c", true],
    ["é/**", "é/x", true],
    ["c+\\(a)/x", "c+(a)/x", true],
    ["\\*(a)", "*(a)", true],
    ["[!(]x", "ax", true],
  ])("%s and %s: %s", (glob, path, expected) => {
    expect(describeGlobFault(glob)).toBeUndefined();
    expect(isMatch(glob, path)).toBe(expected);
  });

  it("matches nothing without globs", () => {
    expect(compileGlobs([])("a")).toBe(false);
  });

  it.each([
    "!a",
    "/a",
    "./a",
    "a/",
    "a//b",
    "../a",
    "a/./b",
    "src\\app",
    "+(a|b)",
    "+(a+)+$",
    "@(a|a)*!(b)",
    "src/?(a)",
    "*(a)/**",
    "{b,!(a)}",
    "a[",
    "{a",
    "{a}",
    "{1..3}",
    "[z-a]",
    "[[:alpha:]]",
    "[a/b]",
  ])("%s is refused with a reason", (glob) => {
    expect(describeGlobFault(glob)).toMatch(/^(?:begins|ends|has) /u);
  });

  it("agrees with picomatch on what both know", () => {
    const segment = fc.constantFrom(
      "a",
      "b",
      "*",
      "**",
      "?",
      "a*",
      "*b",
      "[ab]",
      "[^a]",
      "{a,b}",
      "a{,b}",
      ".a",
      "*.a",
      "a*b*",
    );
    const globs = fc.array(segment, { minLength: 1, maxLength: 4 }).map((all) => all.join("/"));
    const paths = fc
      .array(fc.constantFrom("a", "b", "ab", "aab", ".a", "b.a", "ba"), { minLength: 1, maxLength: 5 })
      .map((all) => all.join("/"));
    fc.assert(
      fc.property(globs, paths, (glob, path) => {
        const theirs = picomatch(glob, { dot: true, noextglob: true })(path);
        expect(isMatch(glob, path)).toBe(theirs);
      }),
      { numRuns: 5000 },
    );
  });

  // A matcher that tries again after a mismatch would not come to an end of these.
  it.each([
    `${"*a".repeat(120)}b`,
    `${"**/".repeat(80)}b`,
    `${"a*/".repeat(80)}b`,
    `${"{a,a*}".repeat(40)}b`,
    `${"{*,**}/".repeat(30)}b`,
    `{a,{a,{a,{a,{a,{a,{a,a*}*}*}*}*}*}*}b`,
    `${"?".repeat(100)}${"*".repeat(100)}b`,
    `${"[a-z]*".repeat(40)}B`,
  ])("ends on %s", (glob) => {
    const matches = compileGlobs([glob]);
    expect(matches("a".repeat(4096))).toBe(false);
    expect(matches("a/".repeat(2048))).toBe(false);
  });
});
