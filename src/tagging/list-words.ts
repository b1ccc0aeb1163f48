import { dropInvisible } from "../text/keyboard.ts";

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts whose words stand side by side. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Words in lower case, split at anything that is no letter or digit: `feature/cart-totals_v2` -> feature, cart,
 * totals, v2. Where a script puts no space between words, they are split as a dictionary has them.
 */
export function listWords(text: string): readonly string[] {
  const words = toWordText(text).match(WORD) ?? [];
  return words.some((word) => UNSPACED.test(word)) ? words.flatMap(splitUnspaced) : words;
}

/** The text in the form in which words are compared: width, case and composition aside. */
export function toWordText(text: string): string {
  return dropInvisible(text).normalize("NFKC").toLowerCase();
}

function splitUnspaced(word: string): readonly string[] {
  return UNSPACED.test(word) ? listSegments(word).map(({ segment }) => segment) : [word];
}

/** The words of a run of letters, with their places. */
export function listSegments(run: string): readonly Intl.SegmentData[] {
  // Words of these scripts are told by the script, whatever the locale.
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike === true);
}
