import type { Catalog, Metric } from "../model/catalog.ts";
import { toPlainWord } from "../text/keyboard.ts";
import { findNearestWords } from "./find-nearest-words.ts";

export interface ResolvedMetric {
  readonly metric: Metric;
  readonly via: "key" | "name" | "was";
}

/** The words that mean a metric. */
export interface Vocabulary {
  readonly metrics: readonly Metric[];
  /** Every key, name and former key as `toVocabularyWord` gives them, longest first: read from the left. */
  readonly words: readonly string[];
  /** Any case, white space collapsed, typed on any keyboard. A key wins over a name, a name over a former key. */
  resolve(word: string): ResolvedMetric | undefined;
  /** The three nearest live keys, nearest first. */
  nearest(word: string): readonly string[];
  /**
   * The words that mean any metric, also one that may not be named to the readers: for what our own button offered,
   * and what was recorded. Whatever people type is read without them, or they could try which keys there are. Absent:
   * every metric may be named.
   */
  readonly withHidden?: Pick<Vocabulary, "metrics" | "words" | "resolve" | "nearest">;
}

/** `  Net  Revenue\tRetention ` -> `net revenue retention`, however it is typed. */
export function toVocabularyWord(text: string): string {
  return toPlainWord(text);
}

export function compileVocabulary(catalog: Pick<Catalog, "metrics">): Vocabulary {
  const byWord = new Map<string, ResolvedMetric>();
  const enter = (text: string, resolved: ResolvedMetric): void => {
    const word = toVocabularyWord(text);
    if (word !== "" && !byWord.has(word)) byWord.set(word, resolved);
  };
  for (const metric of catalog.metrics) enter(metric.key, { metric, via: "key" });
  for (const metric of catalog.metrics) enter(metric.name, { metric, via: "name" });
  for (const metric of catalog.metrics) for (const word of metric.was) enter(word, { metric, via: "was" });
  const keys = catalog.metrics.map((metric) => metric.key);
  return {
    metrics: catalog.metrics,
    words: [...byWord.keys()].sort((left, right) => right.length - left.length || (left < right ? -1 : 1)),
    resolve: (word) => byWord.get(toVocabularyWord(word)),
    nearest: (word) => findNearestWords(word, keys, 3),
  };
}
