import * as z from "zod";
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

export const count = z.int().nonnegative();
export const metricKey = z.string().describe("Key of the metric");
export const metricName = z.string().describe("Name as the catalog has it, or `retired: key`");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
export const changeId = z
  .string()
  .describe("The change: `owner/name#12`, or `owner/name@` and 12 digits of its SHA");
const ids = z
  .array(z.string())
  .describe("Every change behind the number that may be named here, newest first");
export const unnamed = count.describe(
  "Further changes behind the number, of repositories that may not be named here",
);

/** A number of changes with what stands behind it: `changes` is the number of ids and `unnamed` together. */
export const backed = z.strictObject({
  changes: count.describe("How many there are"),
  ids,
  unnamed,
});
