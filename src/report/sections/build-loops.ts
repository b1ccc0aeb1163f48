import type { Report } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** Feedback loops in `drives`, with how many changes claim a metric of the loop. */
export function buildLoops(context: ReportContext): Report["loops"] {
  return context.graph.loops.map((loop) => {
    const members = new Set(loop.metrics);
    const { sets, setOf, positions } = context.tally.claims;
    const counts = sets.map((metrics) => metrics.some((metric) => members.has(metric)));
    const claiming = positions.filter((_, index) => counts[setOf[index] ?? 0]);
    const ids = Array.from(claiming, (position) => context.tally.changes.ids[position] ?? "");
    return { metrics: loop.metrics, kind: loop.kind, lags: loop.lags, changes: ids.length, ids };
  });
}
