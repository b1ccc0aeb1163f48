import type { Metric } from "../model/catalog.ts";

/** Metrics from which `key` can be reached through `drives`, itself included. */
export function listLeading(metrics: readonly Metric[], key: string): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  for (const metric of metrics) {
    for (const drive of metric.drives) {
      sources.set(drive.metric, [...(sources.get(drive.metric) ?? []), metric.key]);
    }
  }
  const leading = new Set([key]);
  // A set gives back what is added while it is walked through, each once: a loop ends by itself.
  for (const metric of leading) {
    for (const source of sources.get(metric) ?? []) {
      leading.add(source);
    }
  }
  return leading;
}
