import type { Drive, Metric } from "../model/catalog.ts";
import { type FeedbackLoop, findFeedbackLoops } from "./find-feedback-loops.ts";
import { findLoopGroups } from "./find-loop-groups.ts";
import { findReach } from "./find-reach.ts";

export interface MetricGraph {
  /** Keys of customer and revenue metrics from which nothing outside their own loop can be reached; catalog order. */
  readonly outcomes: readonly string[];
  /** Outcomes that `key` leads to, in catalog order; an outcome reaches itself. Empty for an unknown key. */
  reachableOutcomes(key: string): readonly string[];
  /** For each metric in a loop, the shortest loop through it, each loop once; at most 50 of them. */
  readonly loops: readonly FeedbackLoop[];
  /** How many such loops there are beyond those listed. */
  readonly unlistedLoops: number;
  /** True where the metric is of kind customer or revenue, or leads to one that is. */
  leadsToCustomerOrRevenue(key: string): boolean;
}

/**
 * The causal map that `drives` draws. Links to metrics that do not exist are left out. Metrics that drive one another
 * are one group; between groups there is no way back, so each is looked at once, after all that it leads to.
 */
export function buildMetricGraph(metrics: readonly Metric[]): MetricGraph {
  const orders = new Map(metrics.map((metric, order) => [metric.key, order]));
  const links = metrics.map((metric) => listLinks(metric.drives, orders));
  const loopGroups = findLoopGroups(links.map((each) => each.map((link) => link.to)));
  const isBusiness = metrics.map((metric) => BUSINESS_KINDS.has(metric.kind));
  const { outcomes, reachableOutcomes, leadsToBusiness } = findReach({ ...loopGroups, links, isBusiness });
  const keys = metrics.map((metric) => metric.key);
  const groupOf = (key: string): number => loopGroups.groupOf[orders.get(key) ?? -1] ?? -1;
  const toKeys = (found: readonly number[]): readonly string[] => found.map((order) => keys[order] ?? "");
  // Asked for each metric, more than once: what a group of 500 reaches is one list, not 500.
  const known = new Map<number, readonly string[]>();
  return {
    outcomes: toKeys(outcomes),
    reachableOutcomes: (key) => {
      const group = groupOf(key);
      const found = known.get(group) ?? toKeys(reachableOutcomes(group));
      known.set(group, found);
      return found;
    },
    leadsToCustomerOrRevenue: (key) => leadsToBusiness(groupOf(key)),
    ...findFeedbackLoops({ keys, links, ...loopGroups }),
  };
}

const BUSINESS_KINDS: ReadonlySet<string> = new Set(["customer", "revenue"]);

export interface MetricLink {
  readonly to: number;
  readonly drive: Drive;
}

function listLinks(drives: readonly Drive[], orders: ReadonlyMap<string, number>): readonly MetricLink[] {
  return drives.flatMap((drive) => {
    const to = orders.get(drive.metric);
    return to === undefined ? [] : [{ to, drive }];
  });
}
