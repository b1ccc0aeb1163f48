import type { Leverage } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/**
 * lever: leads to at least `leverageOutcomes` outcomes and has under `leverageShare` of all claims.
 * sink: leads to no outcome and has over `sinkShare` of all claims.
 * A change with two metrics makes two claims. Nothing is said under `fewChanges` claims.
 */
export function buildLeverage(context: ReportContext): readonly Leverage[] {
  const { leverageOutcomes, leverageShare, sinkShare, fewChanges } = context.catalog.thresholds;
  const of = [...context.tally.metrics.values()].reduce((sum, claims) => sum + claims.ids.length, 0);
  if (of < fewChanges) {
    return [];
  }
  const found = context.catalog.metrics.flatMap(({ key }): Leverage[] => {
    const outcomes = context.graph.reachableOutcomes(key);
    const ids = context.tally.metrics.get(key)?.ids ?? [];
    const row = { metric: key, outcomes, changes: ids.length, of, ids };
    if (outcomes.length >= leverageOutcomes && ids.length < leverageShare * of) {
      return [{ kind: "lever", ...row }];
    }
    return outcomes.length === 0 && ids.length > sinkShare * of ? [{ kind: "sink", ...row }] : [];
  });
  return found.sort((one, other) => Number(one.kind === "sink") - Number(other.kind === "sink"));
}
