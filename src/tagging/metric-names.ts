import type { ResolvedMetric, Vocabulary } from "../catalog/resolve-metric.ts";
import type { Metric } from "../model/catalog.ts";
import { listWords } from "./match-keywords.ts";

/** Finds metrics by what they are called: key, name and former keys, whatever joins their words. */
export interface MetricNames {
  /** Metrics that a folder or file is called after: `src/data-uri`, `src/dataUri.ts`, in catalog order. */
  findByPath(path: string): readonly string[];
  /** Metrics whose name stands in the text as whole words, each once. */
  findInText(text: string): ReadonlySet<string>;
}

/** Words of the longest name that is looked for. */
const MOST_WORDS = 4;
const NONE: readonly string[] = [];

export function compileMetricNames(metrics: readonly Metric[]): MetricNames {
  const byName = new Map<string, string[]>();
  for (const { key, name, was } of metrics) {
    for (const joined of new Set([key, name, ...was].map((text) => listWords(text).join("")))) {
      if (joined !== "") byName.set(joined, [...(byName.get(joined) ?? []), key]);
    }
  }
  return {
    findByPath: (path) => byName.get(listWords(toStem(path)).join("")) ?? NONE,
    findInText(text) {
      const words = listWords(text);
      const found = new Set<string>();
      for (let start = 0; start < words.length; start += 1) {
        let joined = "";
        for (const word of words.slice(start, start + MOST_WORDS)) {
          joined += word;
          for (const metric of byName.get(joined) ?? NONE) found.add(metric);
        }
      }
      return found;
    },
  };
}

/** `a/b/data-uri.spec.ts` -> `data-uri` */
function toStem(path: string): string {
  const last = path.slice(path.lastIndexOf("/") + 1);
  const dot = last.indexOf(".", 1);
  return dot < 0 ? last : last.slice(0, dot);
}

export interface FoundMetric {
  readonly resolved: ResolvedMetric;
  /** Characters of the line that name it. */
  readonly length: number;
}

/** What goes on with the word before it: `checkout-flow` behind `checkout`, `rates` behind `rate`. */
const GOES_ON = /[\p{L}\p{N}\p{M}_]|(?!—)[-.'@~\p{Pd}][\p{L}\p{N}_]/uy;
/** A long dash that was typed without space parts a sentence, and joins two words. */
const LONG_DASH = /(?:—|--+)(?=[\p{L}\p{N}])([^,;]*)/uy;

/**
 * The longest key, name or former key that starts at a place of a line and ends where a word ends: what looks like a
 * longer key is not read as its beginning.
 * @param line as `foldKeyboard` gives it.
 */
export function findMetricAt(line: string, at: number, vocabulary: Vocabulary): FoundMetric | undefined {
  // Words are held in their shortest form, of which some scripts write each sign as two.
  const longest = Math.min(line.length - at, 2 * (vocabulary.words[0]?.length ?? 0) + 4);
  for (let length = longest; length > 0; length -= 1) {
    if (isWordEnd(line, at + length) && !/\s/u.test(line[at + length - 1] ?? " ")) {
      const resolved = vocabulary.resolve(line.slice(at, at + length));
      if (resolved !== undefined) {
        return { resolved, length };
      }
    }
  }
  return undefined;
}

function isWordEnd(line: string, index: number): boolean {
  GOES_ON.lastIndex = index;
  if (GOES_ON.test(line)) return false;
  LONG_DASH.lastIndex = index;
  const behind = LONG_DASH.exec(line)?.[1];
  // `refund-rate—fewer calls` gives a reason, `refund—rate` may be a key.
  return behind === undefined || /\S\s+\S/u.test(behind);
}
