import type { Metric } from "../model/catalog.ts";
import { listWords } from "./list-words.ts";

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
