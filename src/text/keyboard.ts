/**
 * Signs that other keyboards, office programs and phones write for a plain one. Each is one UTF-16 code unit, as is
 * what it stands for, so that a place in the folded text is the same place in the text as written.
 */
const PLAIN: readonly (readonly [plain: string, others: string])[] = [
  // Hyphens and short dashes, the minus sign, the bullet that is a hyphen
  [
    "-",
    "\u058A\u05BE\u1400\u1806\u2010\u2011\u2012\u2013\u2027\u2043\u2053\u207B\u208B\u2212\u02D7\u2500\u2796\u2E17\u2E1A\u2E40\u2E5D\u301C\u3030\u30A0\uFE63",
  ],
  // Long dashes stay dashes: `none—a refactoring` parts, where a hyphen joins.
  ["—", "\u2015\u2E3A\u2E3B\uFE31\uFE58"],
  [
    ",",
    "\u055D\u060C\u066B\u07F8\u1363\u1802\u1808\u2E34\u2E41\u3001\uA4FE\uA60D\uA6F5\uFE10\uFE11\uFE50\uFE51\uFF64",
  ],
  [";", "\u037E\u061B\u1364\u204F\u2E35\uFE14\uFE54"],
  [":", "\u0589\u05C3\u1365\u1366\u2236\uA789\uFE13\uFE55\uFE30"],
  [".", "\u0964\u06D4\u1362\u3002\uFE12\uFE52\uFF61"],
  ["!", "\uFE15\uFE57\u00A1"],
  ["?", "\u061F\u055E\uFE16\uFE56\u00BF"],
  [
    '"',
    "\u00AB\u00BB\u201C\u201D\u201E\u201F\u2039\u203A\u300C\u300D\u300E\u300F\u301D\u301E\u301F\uFF62\uFF63",
  ],
  ["'", "\u00B4\u02B9\u02BC\u02C8\u2018\u2019\u201A\u201B\u2032\u2035"],
  ["/", "\u2044\u2215\u29F8"],
  ["(", "\u3010\u3014\u3016\u3018\uFE35\uFE59\uFF5F"],
  [")", "\u3011\u3015\u3017\u3019\uFE36\uFE5A\uFF60"],
  ["#", "\uFE5F"],
  ["&", "\uFE60"],
  ["+", "\uFE62"],
  ["|", "\u2502\u00A6"],
];
const TO_PLAIN = new Map(PLAIN.flatMap(([plain, others]) => [...others].map((other) => [other, plain])));
/** `！` to `～`, the ASCII signs in the width of a Chinese character. */
const FULL_WIDTH = "\uFF01-\uFF5E";
const FULL_WIDTH_OFFSET = 0xfee0;
const OTHERS = new RegExp(`[${FULL_WIDTH}${[...TO_PLAIN.keys()].join("")}]`, "gu");

const BEYOND_ASCII = /[^\0-\x7F]/u;
/** The two selectors of text or emoji style change what is seen. */
const INVISIBLE = /(?![\uFE0E\uFE0F])\p{Default_Ignorable_Code_Point}/gu;
/** Between such signs a joiner changes what is seen: 👩‍🚀, Persian and Indian words. */
const JOINER = /[\u200C\u200D]/u;

/**
 * Quotes, commas, colons, hyphens and brackets of any keyboard as the plain ones, full-width letters and digits too:
 * `Ｉｍｐａｃｔ：「none」，` -> `Impact:"none",`. The result has the length of the text.
 */
export function foldKeyboard(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replace(
    OTHERS,
    (sign) => TO_PLAIN.get(sign) ?? String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
}

/** The text without the characters that nobody sees: zero-width ones, soft hyphens, marks of direction. */
export function dropInvisible(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text.replace(INVISIBLE, (sign, at: number) =>
    JOINER.test(sign) && isBeyondAscii(text, at - 1) && isBeyondAscii(text, at + 1) ? sign : "",
  );
}

/**
 * A word for comparing: in whatever width, case, composition and white space it was typed, and whatever hyphen or
 * quote stands in it. `Café  Orders` in its decomposed form -> `café orders` in its composed one.
 */
export function toPlainWord(text: string): string {
  const plain = BEYOND_ASCII.test(text)
    ? foldKeyboard(text)
        .normalize("NFKC")
        .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
        .replaceAll("—", "-")
    : text;
  return plain.trim().replace(/\s+/gu, " ").toLowerCase().normalize("NFC");
}

function isBeyondAscii(text: string, at: number): boolean {
  return BEYOND_ASCII.test(text[at] ?? "");
}
