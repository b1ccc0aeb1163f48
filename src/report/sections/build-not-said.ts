import type { Report } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** Where nobody answered, and what the catalog would guess there: the one place in which a guess appears. */
export function buildNotSaid(context: ReportContext): Report["notSaid"] {
  const { tally } = context;
  const guesses = [...tally.guesses].map(([metric, ids]) => ({
    metric,
    name: context.toMetricName(metric),
    changes: ids.length,
    ids,
  }));
  guesses.sort((one, other) => other.changes - one.changes || (one.metric < other.metric ? -1 : 1));
  return { changes: tally.notSaidIds.length, guesses, ids: tally.notSaidIds };
}
