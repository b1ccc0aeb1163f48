import type { CatalogLayer } from "./catalog-layer.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import { findNearWord } from "./find-nearest-words.ts";
import type { Entries } from "./list-entries.ts";

/** A list of metric keys in a file. */
interface References {
  readonly layer: CatalogLayer;
  /** `areas.checkout.metrics` */
  readonly path: string;
  readonly items: readonly { readonly key: string; readonly path: string }[];
}

/** Metrics that no layer has, entries that stand twice, areas without a metric. */
export function checkReferences(entries: Entries): readonly LayerProblem[] {
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
