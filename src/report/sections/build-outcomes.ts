import type { ReportOutcome } from "../report.ts";
import type { ReportContext } from "../report-context.ts";
import { createIdList, type IdList } from "../tally/id-list.ts";

interface OutcomeTally {
  direct: number;
  readonly positions: IdList;
  readonly through: Map<string, number>;
}

/**
 * A row per outcome, most claims first, tie by the order of the catalog. A change counts once for each outcome that
 * one of its metrics is or leads to.
 */
export function buildOutcomes(context: ReportContext): readonly ReportOutcome[] {
  const order = context.catalog.metrics.map((metric) => metric.key);
  const outcomes = new Set(context.graph.outcomes);
  const tallies = new Map<string, OutcomeTally>();
  const { claims, changes } = context.tally;
  for (const key of order.filter((metric) => outcomes.has(metric))) {
    tallies.set(key, { direct: 0, positions: createIdList(changes.ids), through: new Map() });
  }
  const reachable = new Map(order.map((key) => [key, context.graph.reachableOutcomes(key)]));
  for (const [index, position] of claims.positions.entries()) {
    for (const metric of claims.sets[claims.setOf[index] ?? 0] ?? []) {
      for (const outcome of reachable.get(metric) ?? []) {
        countClaim(tallies.get(outcome), { metric, outcome, position });
      }
    }
  }
  const rows = [...tallies].map(([key, tally]) => ({
    metric: key,
    name: context.toMetricName(key),
    changes: tally.positions.size(),
    direct: tally.direct,
    through: order
      .filter((metric) => tally.through.has(metric))
      .map((metric) => ({
        metric,
        name: context.toMetricName(metric),
        changes: tally.through.get(metric) ?? 0,
      }))
      .sort((one, other) => other.changes - one.changes),
    ids: tally.positions.toIds(),
  }));
  return rows.sort((one, other) => other.changes - one.changes);
}

function countClaim(
  tally: OutcomeTally | undefined,
  claim: { readonly metric: string; readonly outcome: string; readonly position: number },
): void {
  if (tally === undefined) {
    return;
  }
  // Changes come one after the other, so a second metric of the same change finds it last in the list.
  if (tally.positions.last() !== claim.position) {
    tally.positions.add(claim.position);
  }
  if (claim.metric === claim.outcome) {
    tally.direct += 1;
  } else {
    tally.through.set(claim.metric, (tally.through.get(claim.metric) ?? 0) + 1);
  }
}
