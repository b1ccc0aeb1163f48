import { type Catalog, type Metric, RESERVED_KEYS } from "../model/catalog.ts";
import type { CatalogLayer } from "./catalog-layer.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import { checkGlobs } from "./check-globs.ts";
import { checkMatches } from "./check-matches.ts";
import type { FeedbackLoop } from "./feedback-loops.ts";
import { findNearWord } from "./find-nearest-words.ts";
import { type Entries, listEntries } from "./list-entries.ts";
import { buildMetricGraph } from "./metric-graph.ts";
import { toVocabularyWord } from "./resolve-metric.ts";
import type { Setting } from "./unite-settings.ts";

/** What the schema of one file can't see: references between the metrics and areas of all layers, names, loops. */
export function checkMeaning(
  catalog: Catalog,
  settings: ReadonlyMap<string, Setting>,
): readonly LayerProblem[] {
  const entries = listEntries(settings);
  return [
    ...checkReferences(entries),
    ...checkNames(entries.metrics),
    ...checkGlobs(entries.areas),
    ...checkMatches(entries, settings),
    ...checkLeads(catalog.metrics, entries.metrics),
  ];
}

type MetricEntries = Entries["metrics"];

/** Former keys that are alive or claimed twice, and names that mean another metric. */
function checkNames(metrics: MetricEntries): readonly LayerProblem[] {
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

/** A list of metric keys in a file. */
interface References {
  readonly layer: CatalogLayer;
  /** `areas.checkout.metrics` */
  readonly path: string;
  readonly items: readonly { readonly key: string; readonly path: string }[];
}

/** Metrics that no layer has, entries that stand twice, areas without a metric. */
function checkReferences(entries: Entries): readonly LayerProblem[] {
  const liveKeys = new Set(entries.metrics.map((metric) => metric.key));
  const lists = listReferences(entries);
  const unknown = lists.flatMap(({ layer, path, items }) =>
    items.flatMap((item): readonly LayerProblem[] => {
      if (liveKeys.has(item.key)) return [];
      const named = entries.metrics.filter((metric) => mayBeNamed(metric, layer));
      const owner = named.findLast(({ file }) => file.was?.includes(item.key))?.key;
      const suggestion =
        owner ??
        findNearWord(
          item.key,
          named.map(({ key }) => key),
        );
      const advice =
        owner === undefined ? toAdvice(suggestion) : `it is a former key of "${owner}"; write that`;
      const message = `${path} names the metric "${item.key}", which does not exist; ${advice}`;
      return [{ layer, path: item.path, part: "value", code: "unknown-metric", message, suggestion }];
    }),
  );
  return [
    ...unknown,
    ...lists.flatMap(checkTwice),
    ...checkOwnGuardrails(entries.metrics),
    ...checkAreasWithoutMetric(entries.areas),
  ];
}

/** Whoever reads a problem of a public file reads its advice: that must not name a metric which only members see. */
function mayBeNamed({ layer, file }: Entries["metrics"][number], inLayer: CatalogLayer): boolean {
  return inLayer.visibility !== "public" || (file.visibility ?? layer.visibility) !== "private";
}

function toAdvice(suggestion: string | undefined): string {
  return suggestion === undefined
    ? "add it under metrics, or remove it here"
    : `did you mean "${suggestion}"?`;
}

function listReferences({ metrics, areas }: Entries): readonly References[] {
  return [
    ...metrics.flatMap(({ layer, path, file }): readonly References[] => [
      {
        layer,
        path: `${path}.drives`,
        items: (file.drives ?? []).map((drive, position) =>
          typeof drive === "string"
            ? { key: drive, path: `${path}.drives.${position}` }
            : { key: drive.metric, path: `${path}.drives.${position}.metric` },
        ),
      },
      toReferences(layer, `${path}.guardrails`, file.guardrails),
    ]),
    ...areas.map(({ layer, path, file }) => toReferences(layer, `${path}.metrics`, file.metrics)),
  ];
}

function toReferences(layer: CatalogLayer, path: string, keys: readonly string[] = []): References {
  return { layer, path, items: keys.map((key, position) => ({ key, path: `${path}.${position}` })) };
}

function checkTwice({ layer, path, items }: References): readonly LayerProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item): readonly LayerProblem[] => {
    const isNew = !seen.has(item.key);
    seen.add(item.key);
    const message = `${path} names "${item.key}" twice; the first one counts`;
    return isNew ? [] : [{ layer, path: item.path, part: "value", code: "duplicate-entry", message }];
  });
}

function checkOwnGuardrails(metrics: Entries["metrics"]): readonly LayerProblem[] {
  return metrics.flatMap(({ layer, path, key, file }): readonly LayerProblem[] => {
    const position = (file.guardrails ?? []).indexOf(key);
    if (position === -1) return [];
    const message = `"${key}" is its own guardrail, which guards nothing; name another metric, or remove it`;
    const at = `${path}.guardrails.${position}`;
    return [{ layer, path: at, part: "value", code: "own-guardrail", message }];
  });
}

function checkAreasWithoutMetric(areas: Entries["areas"]): readonly LayerProblem[] {
  return areas.flatMap(({ layer, path, key, file }): readonly LayerProblem[] => {
    if ((file.metrics ?? []).length > 0) return [];
    const message = `The area "${key}" names no metric, so nothing can be suggested for it`;
    return [{ layer, path, part: "key", code: "area-without-metric", message }];
  });
}

/** Keys named of a long loop. */
const KEYS_NAMED = 6;

/** Enabling metrics that lead nowhere, loops, and revenue metrics that everybody can read of. */
function checkLeads(metrics: readonly Metric[], entries: Entries["metrics"]): readonly LayerProblem[] {
  const graph = buildMetricGraph(metrics);
  const problems: LayerProblem[] = [];
  for (const { layer, path, key, file } of entries) {
    const place = { layer, path, part: "key" } as const;
    if (!graph.leadsToCustomerOrRevenue(key)) {
      const message = `"${key}" (${file.kind}) leads to no customer or revenue metric; name one under drives`;
      problems.push({ ...place, code: "leads-nowhere", message });
    }
    if (file.kind === "revenue" && layer.visibility === "public") {
      const message = `The revenue metric "${key}" stands in a file that everybody can read`;
      problems.push({ ...place, code: "public-revenue", message });
    }
    for (const loop of graph.loops) {
      if (loop.metrics[0] === key)
        problems.push({ ...place, code: "feedback-loop", message: describeLoop(loop) });
    }
  }
  const [first] = entries;
  if (first !== undefined && graph.unlistedLoops > 0) {
    const message = `${graph.unlistedLoops} more feedback loops are not listed`;
    problems.push({ layer: first.layer, path: "metrics", part: "key", code: "feedback-loop", message });
  }
  return problems;
}

function describeLoop({ metrics, kind }: FeedbackLoop): string {
  const [first = "", ...others] = metrics;
  const named = [first, ...others.slice(0, KEYS_NAMED - 1)];
  const rest = metrics.length - named.length;
  const way = [...named, ...(rest > 0 ? [`${rest} more`] : []), first].join(" -> ");
  return `A ${kind} feedback loop: ${way}`;
}
