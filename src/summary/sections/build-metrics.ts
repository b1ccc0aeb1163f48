import { compareText } from "../compare-text.ts";
import type { Summary, SummaryMetric } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";
import { countEffects, countProvenances } from "../tally-metrics.ts";

export function buildMetrics({ tallies, back }: SummaryContext): readonly SummaryMetric[] {
  return [...tallies.values()]
    .map((tally) => ({
      metric: tally.shown.key,
      name: tally.shown.name,
      kind: tally.shown.kind,
      team: tally.shown.metric?.owner ?? null,
      partner: tally.shown.metric?.partner ?? null,
      claims: back(tally.claims.map(({ record }) => record)),
      byProvenance: countProvenances(tally),
      byEffect: countEffects(tally),
      before: tally.before,
    }))
    .sort((one, other) => other.claims.changes - one.claims.changes || compareText(one.metric, other.metric));
}

/** How many, and nothing of which: that a metric exists may be the secret. */
export function buildHidden({ records, readers }: SummaryContext): Summary["hidden"] {
  const metrics = new Set<string>();
  const changes = records.filter(({ source, claims }) => {
    const hidden = claims.filter(({ claimed }) => !readers.isClaimShown(source, claimed));
    for (const { claimed } of hidden) metrics.add(claimed.key);
    return hidden.length > 0;
  });
  return { metrics: metrics.size, changes: changes.length };
}
