import type { Metric } from "../model/catalog.ts";

/** Which metric a repository means by a key, its own catalog first and the organisation's after it. */
export interface MetricKeys {
  /** The key as it is today, or the same where no catalog has it. */
  findLiveKey(metrics: readonly Metric[], key: string): string;
  /**
   * The repository's metric behind a live key; of two that the organisation takes for one, the one that fewer people
   * may see.
   */
  findMetric(metrics: readonly Metric[], key: string): Metric | undefined;
}

/** Remembers the look-up of a catalog for as long as the caller keeps that catalog, and no longer. */
export function createMetricKeys(organisation: readonly Metric[]): MetricKeys {
  const known = new WeakMap<readonly Metric[], ReadonlyMap<string, Metric>>();
  const mapOnce = (metrics: readonly Metric[]): ReadonlyMap<string, Metric> => {
    const keys = known.get(metrics) ?? mapLiveKeys(metrics);
    known.set(metrics, keys);
    return keys;
  };
  const ofOrganisation = mapLiveKeys(organisation);
  const findLiveKey = (metrics: readonly Metric[], key: string): string => {
    const live = mapOnce(metrics).get(key)?.key ?? key;
    return ofOrganisation.get(live)?.key ?? live;
  };
  return {
    findLiveKey,
    findMetric: (metrics, key) => {
      const same = metrics.filter((metric) => findLiveKey(metrics, metric.key) === key);
      return same.find(({ visibility }) => visibility === "private") ?? same[0];
    },
  };
}

/** A live key wins over a former one of the same name. */
function mapLiveKeys(metrics: readonly Metric[]): ReadonlyMap<string, Metric> {
  const keys = new Map(metrics.flatMap((metric) => metric.was.map((former) => [former, metric] as const)));
  for (const metric of metrics) keys.set(metric.key, metric);
  return keys;
}
