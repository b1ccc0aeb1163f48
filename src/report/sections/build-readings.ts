import type { Reading } from "../../model/reading.ts";
import type { Report } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/**
 * A row per live metric that was read in the window, in the order of the catalog, with its last reading before. They
 * stand beside the claims; nothing is worked out between the two.
 */
export function buildReadings(context: ReportContext, readings: readonly Reading[]): Report["readings"] {
  const { catalog, tally, window } = context;
  const sorted = readings.toSorted(compareReadings);
  return catalog.metrics.flatMap((metric) => {
    const own = sorted.filter(
      (reading) => catalog.liveKeys.get(reading.metric) === metric.key && reading.at < window.until,
    );
    const points = own.filter((reading) => reading.at >= window.since).map(toPoint);
    const before = own.findLast((reading) => reading.at < window.since);
    if (points.length === 0) return [];
    const ids = tally.metrics.get(metric.key)?.ids ?? [];
    return [
      {
        metric: metric.key,
        name: metric.name,
        unit: metric.unit ?? null,
        better: metric.better,
        before: before === undefined ? null : toPoint(before),
        points,
        changes: ids.length,
        ids,
      },
    ];
  });
}

function toPoint({ at, value, source }: Reading): { at: string; value: number; source: string } {
  return { at, value, source };
}

function compareReadings(one: Reading, other: Reading): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  if (one.source !== other.source) return one.source < other.source ? -1 : 1;
  return one.value - other.value;
}
