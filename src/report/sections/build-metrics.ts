import type { Metric } from "../../model/catalog.ts";
import type { ReportMetric } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

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
