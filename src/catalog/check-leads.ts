import type { Metric } from "../model/catalog.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import type { FeedbackLoop } from "./find-feedback-loops.ts";
import type { Entries } from "./list-entries.ts";
import { buildMetricGraph } from "./metric-graph.ts";

/** Keys named of a long loop. */
const KEYS_NAMED = 6;

/** Enabling metrics that lead nowhere, loops, and revenue metrics that everybody can read of. */
export function checkLeads(metrics: readonly Metric[], entries: Entries["metrics"]): readonly LayerProblem[] {
  const graph = buildMetricGraph(metrics);
  const problems: LayerProblem[] = [];
  for (const { layer, path, key, file } of entries) {
    const place = { layer, path, part: "key" } as const;
    if (!graph.leadsToCustomerOrRevenue(key)) {
      const message = `"${key}" (${file.kind}) leads to no customer or revenue metric; name one under drives`;
      problems.push({ ...place, code: "leads-nowhere", message });
    }
    if (file.kind === "revenue" && layer.visibility === "public") {
      const message = `The revenue metric "${key}" stands in a file that everybody can read`;
      problems.push({ ...place, code: "public-revenue", message });
    }
    for (const loop of graph.loops) {
      if (loop.metrics[0] === key)
        problems.push({ ...place, code: "feedback-loop", message: describeLoop(loop) });
    }
  }
  const [first] = entries;
  if (first !== undefined && graph.unlistedLoops > 0) {
    const message = `${graph.unlistedLoops} more feedback loops are not listed`;
    problems.push({ layer: first.layer, path: "metrics", part: "key", code: "feedback-loop", message });
  }
  return problems;
}

function describeLoop({ metrics, kind }: FeedbackLoop): string {
  const [first = "", ...others] = metrics;
  const named = [first, ...others.slice(0, KEYS_NAMED - 1)];
  const rest = metrics.length - named.length;
  const way = [...named, ...(rest > 0 ? [`${rest} more`] : []), first].join(" -> ");
  return `A ${kind} feedback loop: ${way}`;
}
