import type { Drive, Metric } from "../model/catalog.ts";
import { type FeedbackLoop, findFeedbackLoops, findLoopGroups, type LoopGroups } from "./feedback-loops.ts";

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

interface MetricLink {
  readonly to: number;
  readonly drive: Drive;
}

function listLinks(drives: readonly Drive[], orders: ReadonlyMap<string, number>): readonly MetricLink[] {
  return drives.flatMap((drive) => {
    const to = orders.get(drive.metric);
    return to === undefined ? [] : [{ to, drive }];
  });
}

interface Reach {
  /** Nodes of the business from which nothing outside their own group can be reached, ascending. */
  readonly outcomes: readonly number[];
  /** Outcomes that a group leads to, ascending; none for a group that does not exist. */
  reachableOutcomes(group: number): readonly number[];
  /** True where a node of the business is in the group, or can be reached from it. */
  leadsToBusiness(group: number): boolean;
}

interface ReachFacts extends LoopGroups {
  readonly links: readonly (readonly { readonly to: number }[])[];
  /** Node -> whether it is a number that the business lives by. */
  readonly isBusiness: readonly boolean[];
}

/** Numbers of a row's bits are found in words of 32. */
const WORD_BITS = 32;

/**
 * What each group leads to: a bit for each outcome, so that what 50 links lead to is put together without a list for
 * each of them. Time and space: links and groups, times outcomes / 32.
 */
function findReach({ groups, groupOf, links, isBusiness }: ReachFacts): Reach {
  const listBelow = (group: number): readonly number[] =>
    (groups[group] ?? []).flatMap((node) =>
      (links[node] ?? []).flatMap(({ to }) => (groupOf[to] === group ? [] : (groupOf[to] ?? []))),
    );
  const below = groups.map((_, group) => new Set(listBelow(group)));
  const outcomes = isBusiness.flatMap((is, node) =>
    is && below[groupOf[node] ?? -1]?.size === 0 ? [node] : [],
  );
  const words = Math.ceil(outcomes.length / WORD_BITS);
  const rows = new Uint32Array(groups.length * words);
  const leads = groups.map((group) => group.some((node) => isBusiness[node]));
  for (const [bit, node] of outcomes.entries()) {
    const at = (groupOf[node] ?? 0) * words + Math.floor(bit / WORD_BITS);
    rows[at] = (rows[at] ?? 0) | (1 << (bit % WORD_BITS));
  }
  // A group comes after every group that it leads to.
  for (const [group, all] of below.entries()) {
    for (const other of all) {
      leads[group] ||= leads[other] === true;
      for (let word = 0; word < words; word++) {
        const at = group * words + word;
        rows[at] = (rows[at] ?? 0) | (rows[other * words + word] ?? 0);
      }
    }
  }
  const hasBit = (group: number, bit: number): boolean =>
    (((rows[group * words + Math.floor(bit / WORD_BITS)] ?? 0) >>> (bit % WORD_BITS)) & 1) === 1;
  return {
    outcomes,
    reachableOutcomes: (group) => (group < 0 ? [] : outcomes.filter((_, bit) => hasBit(group, bit))),
    leadsToBusiness: (group) => leads[group] ?? false,
  };
}
