import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPlainWords } from "../../src/summary/clean-plain-words.ts";
import { cleanTitle } from "../../src/summary/clean-title.ts";
import { anyText } from "../text/any-text.ts";

describe("cleanTitle", () => {
  it.each([
    ["feat(cart)!: add express pay (#812)", "Add express pay"],
    ["Fix `useCart()` crash in src/cart/index.ts", "Fix … crash in …"],
    ["Show `Pay later` in the checkout", "Show Pay later in the checkout"],
    ["Update README.md and config.test.ts", "Update README and config"],
    ["Support Node.js 24 and macOS", "Support Node 24 and macOS"],
    ["Revert 0a1b2c3d: slow on iPhone", "Revert …: slow on iPhone"],
    ["read/write tests for A/B and 24/7 e.g. nights", "Read-write tests for A-B and 24-7 e.g. nights"],
    ["renderToString fails for @vue/compiler", "… fails for …"],
    [":sparkles: Ship v1.2.3 to acme/shop#9 users", "Ship v1.2.3 to users"],
    ["Keep MAX_ITEMS low; see https://example.org/a?b", "Keep … low; see …"],
    ["Ignore .env and C:\\temp", "Ignore … and …"],
    ["fix: respect roots (fix #23197, closes acme/shop#2)", "Respect roots"],
    ["Move a.ts,b.test.ts:12 and foo.rs→bar.rs", "Move a,b and foo→bar"],
    ["Revert 0a1b2c3..4d5e6f7, commit:0a1b2c3d of 20261123", "Revert …..…, commit:… of 20261123"],
    ["Replace trimRight() by `trim-end` (see trimEnd())", "Replace … by trim-end (see …)"],
    ["Mend #12 (again)", "Mend (again)"],
    // As GitHub shows a title: character by character.
    ["Say &#64;mona, &amp;#64; and &#x40; as #12 did", "Say &#64;mona, &amp;#64; and &#x40; as did"],
    ["write jo@example.org", "Write …"],
    ["`x()`", "A change whose title has no plain words"],
    ["", "A change whose title has no plain words"],
    ["支付 更快 (#3)", "支付 更快"],
  ])("%j reads %j", (title, words) => {
    expect(cleanTitle(title)).toBe(words);
  });
});

describe("cleanPlainWords", () => {
  it("leaves words as they were written", () => {
    expect(cleanPlainWords("carts were left: see `cart.ts`")).toBe("carts were left: see …");
    expect(cleanPlainWords("`cart.ts`")).toBeUndefined();
  });

  const pieces = fc.constantFrom(
    "src/cart.ts",
    "`a`",
    "``",
    "/",
    "\\",
    "0a1b2c3",
    "foo.md",
    ".env",
    "a.b.js",
    "#12",
    "x_y",
    "f()",
    "(",
    ")",
    "word",
    "…",
    " ",
    "https://a.b/c.ts",
    "fix:",
    "a/b",
    "`c.json`",
    ",",
    ";",
    ":12",
  );
  it("leaves no path, backtick, SHA or file extension in any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(pieces, { maxLength: 12 }).map((all) => all.join(" ")),
          fc.array(pieces, { maxLength: 8 }).map((all) => all.join("")),
        ),
        (text) => {
          const words = cleanTitle(text);
          expect(words).not.toMatch(/[`\\/\n]/u);
          expect(words).not.toMatch(/\.(?:ts|js|md|json|env)(?![\p{L}\p{N}])/iu);
          expect(words).not.toMatch(/(?<![0-9a-z])(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/iu);
          expect([...words].length).toBeLessThanOrEqual(160);
        },
      ),
    );
  });
});
