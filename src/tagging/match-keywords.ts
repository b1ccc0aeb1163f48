import type { Metric } from "../model/catalog.ts";
import { dropInvisible } from "../text/keyboard.ts";

export interface FoundKeyword {
  readonly metric: string;
  /** As the catalog writes it. */
  readonly keyword: string;
}

export interface KeywordMatcher {
  /** Metrics whose keyword stands in the text as whole words, each once, in catalog order. */
  findKeywords(text: string): readonly FoundKeyword[];
}

interface UnspacedKeyword {
  readonly found: FoundKeyword;
  readonly text: string;
}

/** From two signs on, what a keyword says in Chinese characters it says inside a longer word, too. */
const HAN = /^\p{Script=Han}{2,}$/u;
/** A Korean word takes endings: 결제를, 결제에서. */
const HANGUL = /^\p{Script=Hangul}{2,}$/u;
const ENDING = /^\p{Script=Hangul}{1,3}$/u;

/** Compiles the keywords of all metrics into one look-up, so that a change costs its words, not the catalog's. */
export function compileKeywords(metrics: readonly Metric[]): KeywordMatcher {
  const byFirstWord = new Map<
    string,
    { readonly found: FoundKeyword; readonly words: readonly string[] }[]
  >();
  const unspaced: UnspacedKeyword[] = [];
  const hangul: UnspacedKeyword[] = [];
  for (const { key: metric, keywords } of metrics) {
    for (const keyword of keywords) {
      const found = { metric, keyword };
      const text = toWordText(keyword).trim();
      if (UNSPACED.test(text)) unspaced.push({ found, text });
      if (HANGUL.test(text)) hangul.push({ found, text });
      const words = listWords(keyword);
      const [first] = words;
      if (first !== undefined) {
        const entries = byFirstWord.get(first) ?? [];
        entries.push({ found, words });
        byFirstWord.set(first, entries);
      }
    }
  }
  const order = new Map(metrics.map(({ key }, index) => [key, index]));
  return {
    findKeywords(text) {
      const words = listWords(text);
      const found = new Map<string, FoundKeyword>();
      const add = (keyword: FoundKeyword): void => {
        if (!found.has(keyword.metric)) found.set(keyword.metric, keyword);
      };
      for (const [index, word] of words.entries()) {
        for (const entry of byFirstWord.get(word) ?? []) {
          if (entry.words.every((part, offset) => words[index + offset] === part)) add(entry.found);
        }
        for (const entry of hangul) {
          if (word.startsWith(entry.text) && ENDING.test(word.slice(entry.text.length))) add(entry.found);
        }
      }
      for (const keyword of findUnspaced(text, unspaced)) add(keyword);
      return [...found.values()].sort((a, b) => (order.get(a.metric) ?? 0) - (order.get(b.metric) ?? 0));
    },
  };
}

/** Keywords of scripts without spaces that begin and end where words do: カート is no word of スカート. */
function findUnspaced(text: string, keywords: readonly UnspacedKeyword[]): readonly FoundKeyword[] {
  if (keywords.length === 0 || !UNSPACED.test(text)) return [];
  const place = toWordText(text);
  const segments = listSegments(place);
  const starts = new Set(segments.map(({ index }) => index));
  const ends = new Set(segments.map(({ index, segment }) => index + segment.length));
  return keywords.flatMap(({ found, text: word }) => {
    for (let at = place.indexOf(word); at >= 0; at = place.indexOf(word, at + 1)) {
      if (HAN.test(word) || (starts.has(at) && ends.has(at + word.length))) return [found];
    }
    return [];
  });
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts whose words stand side by side. */
const UNSPACED =
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
function toWordText(text: string): string {
  return dropInvisible(text).normalize("NFKC").toLowerCase();
}

function splitUnspaced(word: string): readonly string[] {
  return UNSPACED.test(word) ? listSegments(word).map(({ segment }) => segment) : [word];
}

/** The words of a run of letters, with their places. */
function listSegments(run: string): readonly Intl.SegmentData[] {
  // Words of these scripts are told by the script, whatever the locale.
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike === true);
}

/** A title of 256 words says no more than its first forty. */
const MOST_WORDS = 40;

/** The different words of a title that may tell what it is about, in their order. */
export function listTitleWords(title: string): readonly string[] {
  const words = listWords(title).filter((word) => word.length > 1 && !/^\d+$/u.test(word));
  return [...new Set(words)].slice(0, MOST_WORDS);
}
