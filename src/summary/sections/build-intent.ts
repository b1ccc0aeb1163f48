import { listLeading } from "../../report/list-leading.ts";
import type { Summary, SummaryMetric } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";

/** The organisation's focus against what was claimed. It counts in every week of which a day is before its end. */
export function buildIntent(context: SummaryContext, metrics: readonly SummaryMetric[]): Summary["intent"] {
  const focus = context.frame.catalog.metrics.flatMap(({ key, focus: aim }) => {
    const row = metrics.find((each) => each.metric === key);
    if (aim === undefined || row === undefined || aim.until <= context.window.since) return [];
    const { metric, name, claims } = row;
    return [{ metric, name, until: aim.until, why: aim.why, through: countThrough(context, key), claims }];
  });
  const { metrics: known } = context.frame.catalog;
  const isToldAll = known.every(({ key }) => context.readers.metrics.has(key));
  return { focus, most: findMost(metrics), told: isToldAll ? "all" : "part" };
}

/** Changes that claim a metric which leads to this one, and not this one itself. */
function countThrough({ frame, records, readers }: SummaryContext, key: string): number {
  const shown = frame.catalog.metrics.filter((metric) => readers.metrics.has(metric.key));
  const leading = listLeading(shown, key);
  return records.filter(({ source, claims }) => {
    const keys = claims
      .filter(({ claimed }) => readers.isClaimShown(source, claimed))
      .map(({ claimed }) => claimed.key);
    return !keys.includes(key) && keys.some((each) => leading.has(each));
  }).length;
}

function findMost(metrics: readonly SummaryMetric[]): Summary["intent"]["most"] {
  const changes = metrics[0]?.claims.changes ?? 0;
  if (changes === 0) return null;
  return {
    metrics: metrics.filter(({ claims }) => claims.changes === changes).map(({ metric }) => metric),
    changes,
  };
}
