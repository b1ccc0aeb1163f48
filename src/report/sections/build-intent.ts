import { listLeading } from "../list-leading.ts";
import type { Report, ReportMetric } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

type IntentFacts = Omit<Report["intent"], "sentence">;

/**
 * What the leadership set as the aim, against what was claimed. A focus counts in every window of which at least one
 * day is before its end.
 */
export function buildIntentFacts(context: ReportContext, metrics: readonly ReportMetric[]): IntentFacts {
  const focus = context.catalog.metrics.flatMap((metric) => {
    if (metric.focus === undefined || metric.focus.until <= context.window.since) {
      return [];
    }
    const ids = context.tally.metrics.get(metric.key)?.ids ?? [];
    return [
      {
        metric: metric.key,
        name: context.toMetricName(metric.key),
        until: metric.focus.until,
        why: metric.focus.why,
        changes: ids.length,
        through: countThrough(context, metric.key),
        ids,
      },
    ];
  });
  return { focus, most: findMost(metrics) };
}

/** Changes that claim a metric which leads to this one, and not this one itself. */
function countThrough(context: ReportContext, key: string): number {
  const leading = listLeading(context.catalog.metrics, key);
  const { sets, setOf } = context.tally.claims;
  const counts = sets.map(
    (metrics) => !metrics.includes(key) && metrics.some((metric) => leading.has(metric)),
  );
  return setOf.filter((set) => counts[set]).length;
}

function findMost(metrics: readonly ReportMetric[]): IntentFacts["most"] {
  const changes = Math.max(0, ...metrics.map((metric) => metric.changes));
  if (changes === 0) {
    return null;
  }
  return {
    metrics: metrics.filter((metric) => metric.changes === changes).map((metric) => metric.metric),
    changes,
  };
}
