import type { Catalog, Origin } from "../model/catalog.ts";
import type { Problem } from "../model/problem.ts";
import { assembleCatalog } from "./assemble-catalog.ts";
import type { CatalogLayer } from "./catalog-layer.ts";
import { compareProblems, type LayerProblem, toProblem } from "./catalog-problem.ts";
import { checkLocks } from "./check-locks.ts";
import { checkMeaning } from "./check-meaning.ts";
import { limitProblems } from "./limit-problems.ts";
import { toDefaultSettings, toSettings, uniteSettings } from "./unite-settings.ts";

export interface LayeredCatalog {
  /** Undefined exactly where a problem is an error: a broken catalog is never half applied. */
  readonly catalog: Catalog | undefined;
  /** In the order of the layers, then of their lines. */
  readonly problems: readonly Problem[];
}

/** Applies layers over the defaults, farthest first, and checks what they say together. */
export function layerCatalogs(
  layers: readonly { readonly layer: Origin["layer"]; readonly content: CatalogLayer }[],
): LayeredCatalog {
  const settings = layers
    .map(({ layer, content }) => toSettings(content, layer))
    .reduce(uniteSettings, toDefaultSettings());
  const catalog = assembleCatalog(settings);
  const nearest = layers.at(-1)?.content;
  const found: readonly LayerProblem[] = [
    ...checkLocks(layers, settings.keptOut),
    ...checkMeaning(catalog, settings.values),
    ...(catalog.metrics.length === 0 && nearest !== undefined ? [toNoMetrics(nearest)] : []),
  ];
  const problems = layers.flatMap(({ content }) =>
    limitProblems(
      found
        .filter((each) => each.layer === content)
        .map(toLocated)
        .sort(compareProblems),
    ),
  );
  return {
    catalog: problems.some((problem) => problem.severity === "error") ? undefined : catalog,
    problems,
  };
}

function toNoMetrics(layer: CatalogLayer): LayerProblem {
  const message = "The catalog has no metric, so nothing can be answered; add one under metrics";
  return { layer, path: "", part: "value", code: "no-metrics", message };
}

function toLocated({ layer, path, part, ...detail }: LayerProblem): Problem {
  return toProblem({ file: layer.file, ...layer.findPosition(path, part) }, detail);
}
