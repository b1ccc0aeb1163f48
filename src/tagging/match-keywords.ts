import type { Metric } from "../model/catalog.ts";
import { listWords } from "./list-words.ts";

export interface FoundKeyword {
  readonly metric: string;
  /** As the catalog writes it. */
  readonly keyword: string;
}

export interface KeywordMatcher {
  /** Metrics whose keyword stands in the text as whole words, each once, in catalog order. */
  findKeywords(text: string): readonly FoundKeyword[];
}

/** Compiles the keywords of all metrics into one look-up, so that a change costs its words, not the catalog's. */
export function compileKeywords(metrics: readonly Metric[]): KeywordMatcher {
  const byFirstWord = new Map<
    string,
    { readonly found: FoundKeyword; readonly words: readonly string[] }[]
  >();
  for (const { key: metric, keywords } of metrics) {
    for (const keyword of keywords) {
      const words = listWords(keyword);
      const [first] = words;
      if (first !== undefined) {
        const entries = byFirstWord.get(first) ?? [];
        entries.push({ found: { metric, keyword }, words });
        byFirstWord.set(first, entries);
      }
    }
  }
  const order = new Map(metrics.map(({ key }, index) => [key, index]));
  return {
    findKeywords(text) {
      const words = listWords(text);
      const found = new Map<string, FoundKeyword>();
      for (const [index, word] of words.entries()) {
        for (const entry of byFirstWord.get(word) ?? []) {
          const isThere = entry.words.every((part, offset) => words[index + offset] === part);
          if (isThere && !found.has(entry.found.metric)) {
            found.set(entry.found.metric, entry.found);
          }
        }
      }
      return [...found.values()].sort((a, b) => (order.get(a.metric) ?? 0) - (order.get(b.metric) ?? 0));
    },
  };
}
