import type { Metric } from "../model/catalog.ts";
import type { CheckContext } from "./check-context.ts";

/** Metrics that everybody who reads the check may see, in catalog order. */
export function listShownMetrics({ catalog, repositoryVisibility }: CheckContext): readonly Metric[] {
  return (catalog?.metrics ?? []).filter(
    ({ visibility }) => repositoryVisibility === "private" || visibility === "public",
  );
}

/** True for a metric that must not be named here. A key that the catalog does not know is nobody's secret. */
export function isHidden(key: string, { catalog, repositoryVisibility }: CheckContext): boolean {
  return (
    repositoryVisibility === "public" &&
    catalog?.metrics.find((metric) => metric.key === key)?.visibility === "private"
  );
}
