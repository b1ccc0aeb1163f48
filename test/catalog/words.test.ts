import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLoginMatch } from "../../src/catalog/find-areas.ts";
import { findNearestWords, findNearWord } from "../../src/catalog/find-nearest-words.ts";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { compileVocabulary } from "../../src/catalog/resolve-metric.ts";

describe("isLoginMatch", () => {
  it.each([
    ["renovate[bot]", "Renovate[bot]", true],
    ["renovate[bot]", "renovateb", false],
    ["*[bot]", "dependabot[bot]", true],
    ["*[bot]", "bot", false],
    ["*", "anyone", true],
    ["", "", true],
    ["", "a", false],
    ["a*b*c", "aXbYbZc", true],
    ["a*b*c", "aXbYbZ", false],
    ["a.c", "abc", false],
  ])("%s and %s: %s", (pattern, login, expected) => {
    expect(isLoginMatch(pattern, login)).toBe(expected);
  });

  it("agrees with the regular expression of the pattern", () => {
    const text = fc.array(fc.constantFrom("a", "b", "*", "["), { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (pattern, login) => {
        const expression = new RegExp(`^${pattern.replaceAll("[", "\\[").replaceAll("*", ".*")}$`, "u");
        expect(isLoginMatch(pattern, login)).toBe(expression.test(login));
      }),
    );
  });

  it("ends on many stars", () => {
    expect(isLoginMatch(`${"*a".repeat(5000)}b`, "a".repeat(20_000))).toBe(false);
  });
});

describe("the vocabulary", () => {
  const text = `metrics:
  checkout-conversion: { kind: customer, name: Checkout  Conversion, was: [cart-speed] }
  refund-rate: { kind: customer, name: cart-speed }
  nrr: { kind: revenue, name: Net revenue retention }
  speed: { kind: customer, name: nrr }`;
  const { catalog } = buildCatalog([{ layer: "repository", file: "f", text }]);
  if (catalog === undefined) throw new Error("The made catalog is broken");
  const vocabulary = compileVocabulary(catalog);

  it.each([
    ["checkout-conversion", "checkout-conversion", "key"],
    [" CHECKOUT-conversion ", "checkout-conversion", "key"],
    ["checkout\tconversion", "checkout-conversion", "name"],
    ["cart-speed", "refund-rate", "name"],
    ["nrr", "nrr", "key"],
    ["Net Revenue\nRetention", "nrr", "name"],
  ])("%j is %s by %s", (word, key, via) => {
    expect(vocabulary.resolve(word)).toMatchObject({ metric: { key }, via });
  });

  it("knows former keys, and no word that is none", () => {
    const renamed = compileVocabulary({
      metrics: catalog.metrics.map((metric) => ({ ...metric, was: [`old-${metric.key}`] })),
    });
    expect(renamed.resolve("OLD-nrr")).toMatchObject({ metric: { key: "nrr" }, via: "was" });
    for (const word of ["", " ", "constructor", "__proto__", "none"])
      expect(vocabulary.resolve(word)).toBeUndefined();
  });

  it("lists every word once, longest first", () => {
    expect(vocabulary.words).toEqual([
      "net revenue retention",
      "checkout conversion",
      "checkout-conversion",
      "refund-rate",
      "cart-speed",
      "speed",
      "nrr",
    ]);
  });

  it("names the three nearest keys", () => {
    expect(vocabulary.nearest("checkout")).toEqual(["checkout-conversion", "speed", "refund-rate"]);
    expect(vocabulary.nearest("x".repeat(60_000))).toHaveLength(3);
  });
});

describe("near words", () => {
  it("keeps the order of the list in a tie", () => {
    expect(findNearestWords("ab", ["ax", "ay", "ab"], 2)).toEqual(["ab", "ax"]);
    expect(findNearestWords("ab", [], 3)).toEqual([]);
  });

  it("takes no word for near that is not", () => {
    expect(findNearWord("sing", ["sign"])).toBe("sign");
    expect(findNearWord("foo", ["report", "blind_spot_asked"])).toBeUndefined();
    expect(findNearWord("KIND", ["kind"])).toBe("kind");
  });
});
