import type { Metric } from "../../model/catalog.ts";
import type { ReportContext, ReportMetric, ReportOutcome } from "../report.ts";
import { createIdList, type IdList } from "../tally/columns.ts";

const NO_CLAIMS = {
  byProvenance: { declared: 0, accepted: 0, inherited: 0 },
  byEffect: { moves: 0, protects: 0, enables: 0 },
  ids: [],
} as const;

/** Where the work went: a row per metric, most claims first, tie by the order of the catalog, retired ones by key. */
export function buildMetrics(context: ReportContext): readonly ReportMetric[] {
  const live = new Set(context.catalog.metrics.map((metric) => metric.key));
  const retired = [...context.tally.metrics.keys()].filter((key) => !live.has(key)).sort();
  const rows = [
    ...context.catalog.metrics.map((metric) => buildRow(metric, context)),
    ...retired.map((key) => buildRow({ key, kind: "retired", guardrails: [] }, context)),
  ];
  return rows.sort((one, other) => other.changes - one.changes);
}

type RowSource = Pick<Metric, "key" | "guardrails"> & { readonly kind: ReportMetric["kind"] };

function buildRow(source: RowSource, context: ReportContext): ReportMetric {
  const claims = context.tally.metrics.get(source.key) ?? NO_CLAIMS;
  const beforeIds = context.previous?.metrics.get(source.key)?.ids ?? [];
  return {
    metric: source.key,
    name: context.toMetricName(source.key),
    kind: source.kind,
    changes: claims.ids.length,
    before: context.previous ? beforeIds.length : null,
    beforeIds,
    byProvenance: claims.byProvenance,
    byEffect: claims.byEffect,
    guardrails: source.guardrails.map((key) => {
      const ids = context.tally.metrics.get(key)?.protectIds ?? [];
      return { metric: key, name: context.toMetricName(key), protects: ids.length, ids };
    }),
    ids: claims.ids,
  };
}

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
