import type { Area, Catalog, Metric, ReportThresholds, Visibility } from "../model/catalog.ts";

/** What of a catalog a report may name. */
export interface ShownCatalog {
  readonly metrics: readonly Metric[];
  readonly areas: readonly Area[];
  readonly thresholds: ReportThresholds;
  /** True for a key that this report's readers must not see: see {@link toShownCatalog}. */
  readonly isHidden: (key: string) => boolean;
  /** Keys, former ones included, of the catalog's metrics that are hidden. */
  readonly hidden: ReadonlySet<string>;
  /** How many metrics that is. */
  readonly hiddenMetrics: number;
  /** Keys and former keys -> live key. */
  readonly liveKeys: ReadonlyMap<string, string>;
}

/**
 * Leaves private metrics out where the public reads, as entries and wherever another metric or an area names them. A
 * key that the catalog does not have is then hidden too: nobody can tell whether it was private when it was removed.
 */
export function toShownCatalog(catalog: Catalog, audience: Visibility): ShownCatalog {
  const isShown = (metric: Metric) => audience === "private" || metric.visibility === "public";
  const hiddenMetrics = catalog.metrics.filter((metric) => !isShown(metric));
  const hidden = new Set(hiddenMetrics.flatMap((metric) => [metric.key, ...metric.was]));
  const liveKeys = listLiveKeys(catalog.metrics.filter(isShown));
  const isHidden = (key: string) => hidden.has(key) || (audience === "public" && !liveKeys.has(key));
  const metrics = catalog.metrics.filter(isShown).map((metric) => ({
    ...metric,
    drives: metric.drives.filter((drive) => !isHidden(drive.metric)),
    guardrails: metric.guardrails.filter((key) => !isHidden(key)),
  }));
  const areas = catalog.areas.map((area) => ({
    ...area,
    metrics: area.metrics.filter((key) => !isHidden(key)),
  }));
  return {
    metrics,
    areas,
    thresholds: catalog.report.thresholds,
    isHidden,
    hidden,
    hiddenMetrics: hiddenMetrics.length,
    liveKeys,
  };
}

function listLiveKeys(metrics: readonly Metric[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const metric of metrics) {
    for (const former of metric.was) {
      keys.set(former, metric.key);
    }
  }
  for (const metric of metrics) {
    keys.set(metric.key, metric.key);
  }
  return keys;
}
