import type { Catalog, Metric } from "../model/catalog.ts";
import { assembleCatalog } from "./assemble-catalog.ts";
import { parseCatalog } from "./parse-catalog.ts";
import { compileVocabulary } from "./resolve-metric.ts";
import { toDefaultSettings, toSettings, uniteSettings } from "./unite-settings.ts";

/**
 * Metrics that an earlier version of the catalog had and today's has under no key, name or former key, each as it last
 * stood. `versions`: texts of the file, newest first; one that can't be read says nothing.
 */
export function findRetiredMetrics(
  today: Pick<Catalog, "metrics">,
  versions: readonly string[],
): readonly Metric[] {
  const live = compileVocabulary(today);
  const retired: Metric[] = [];
  // A metric that was renamed before it was retired is one metric.
  const known = new Set<string>();
  for (const metric of versions.flatMap(readMetrics)) {
    if (known.has(metric.key) || live.resolve(metric.key) !== undefined) continue;
    retired.push(metric);
    for (const key of [metric.key, ...metric.was]) known.add(key);
  }
  return retired;
}

function readMetrics(text: string): readonly Metric[] {
  const { layer } = parseCatalog({ text, file: "" });
  if (layer === undefined) return [];
  return assembleCatalog(uniteSettings(toDefaultSettings(), toSettings(layer, "repository"))).metrics;
}
