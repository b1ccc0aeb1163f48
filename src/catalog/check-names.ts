import { RESERVED_KEYS } from "../model/catalog.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import type { Entries } from "./list-entries.ts";
import { toVocabularyWord } from "./resolve-metric.ts";

type MetricEntries = Entries["metrics"];

/** Former keys that are alive or claimed twice, and names that mean another metric. */
export function checkNames(metrics: MetricEntries): readonly LayerProblem[] {
  return [...checkFormerKeys(metrics), ...checkAmbiguousNames(metrics)];
}

function checkFormerKeys(metrics: MetricEntries): readonly LayerProblem[] {
  const live = new Set(metrics.map((metric) => metric.key));
  const claimedBy = new Map<string, string>();
  return metrics.flatMap(({ layer, path, key, file }) =>
    (file.was ?? []).flatMap((former, position): readonly LayerProblem[] => {
      const place = { layer, path: `${path}.was.${position}`, part: "value" } as const;
      if (live.has(former)) {
        const message = `${path}.was names "${former}", which is the key of a metric; remove it here`;
        return [{ ...place, code: "was-is-live", message }];
      }
      const owner = claimedBy.get(former);
      claimedBy.set(former, owner ?? key);
      if (owner === undefined) return [];
      if (owner === key) {
        return [
          { ...place, code: "duplicate-entry", message: `${path}.was names "${former}" twice; remove one` },
        ];
      }
      const message = `${path}.was names "${former}", which "${owner}" claims too; keep it with one of them`;
      return [{ ...place, code: "was-twice", message }];
    }),
  );
}

function checkAmbiguousNames(metrics: MetricEntries): readonly LayerProblem[] {
  // The first owner of a word keeps it, in the order in which an answer is resolved: words of answers, keys, names.
  const owners = new Map<string, string>(RESERVED_KEYS.map((word) => [word, ""]));
  for (const { key } of metrics) owners.set(key, key);
  const problems: LayerProblem[] = [];
  for (const { layer, path, key, file } of metrics) {
    if (file.name === undefined) continue;
    const word = toVocabularyWord(file.name);
    const owner = owners.get(word);
    owners.set(word, owner ?? key);
    if (owner === undefined || owner === key) continue;
    const meaning = owner === "" ? "something else" : `the metric "${owner}"`;
    const message = `In an answer "${file.name}" means ${meaning}; choose another name for "${key}"`;
    problems.push({ layer, path: `${path}.name`, part: "value", code: "ambiguous-name", message });
  }
  return problems;
}
