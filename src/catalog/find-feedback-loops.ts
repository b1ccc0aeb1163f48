import type { Drive } from "../model/catalog.ts";
import type { LoopGroups } from "./find-loop-groups.ts";

/** A loop in `drives`: legal, and worth knowing. */
export interface FeedbackLoop {
  /** Keys in the order of the links, from the metric that stands first in the catalog; the last drives the first. */
  readonly metrics: readonly string[];
  /** Balancing where the links with a minus sign are odd in number. */
  readonly kind: "balancing" | "reinforcing";
  /** Lags of the links that have one, in their order. */
  readonly lags: readonly string[];
}

export interface LinkedMetrics extends LoopGroups {
  readonly keys: readonly string[];
  readonly links: readonly (readonly { readonly to: number; readonly drive: Drive }[])[];
}

/** A catalog can have more loops than atoms exist; this many are for reading. */
const LOOPS_LISTED = 50;

/**
 * For each metric in a loop the shortest loop through it (tie: the order of `drives`), each loop once, in catalog
 * order. Other loops are put together of these. Time: metrics times links, within each group; space: links.
 */
export function findFeedbackLoops(metrics: LinkedMetrics): {
  readonly loops: readonly FeedbackLoop[];
  readonly unlistedLoops: number;
} {
  const search = createSearch(metrics);
  const known = new Set<string>();
  const listed: (readonly number[])[] = [];
  for (const start of metrics.keys.keys()) {
    const loop = findShortestLoop(search, start);
    if (loop === undefined) continue;
    const first = loop.indexOf(loop.reduce((lowest, order) => Math.min(lowest, order)));
    const turned = [...loop.slice(first), ...loop.slice(0, first)];
    const word = turned.join(" ");
    if (!known.has(word) && listed.length < LOOPS_LISTED) listed.push(turned);
    known.add(word);
  }
  return {
    loops: listed.map((loop) => toFeedbackLoop(metrics, loop)),
    unlistedLoops: known.size - listed.length,
  };
}

/** What all searches share: one for each of 500 metrics must not take its own lists of 500. */
interface Search {
  /** Where the links of a node begin in `targets`; those of the last one end at its length. */
  readonly begins: Int32Array;
  /** Links that stay in their group: no other one is part of a loop. */
  readonly targets: Int32Array;
  readonly queue: Int32Array;
  readonly cameFrom: Int32Array;
  /** Node -> the start from which it was last come to; -1: none. */
  readonly foundBy: Int32Array;
}

function createSearch({ links, groupOf }: LinkedMetrics): Search {
  const count = links.length;
  const begins = new Int32Array(count + 1);
  const targets = new Int32Array(links.reduce((sum, each) => sum + each.length, 0));
  let end = 0;
  for (const [node, each] of links.entries()) {
    for (const { to } of each) if (groupOf[to] === groupOf[node]) targets[end++] = to;
    begins[node + 1] = end;
  }
  const foundBy = new Int32Array(count).fill(-1);
  return { begins, targets, queue: new Int32Array(count), cameFrom: new Int32Array(count), foundBy };
}

function findShortestLoop(search: Search, start: number): readonly number[] | undefined {
  const { begins, targets, queue, cameFrom, foundBy } = search;
  let queued = 1;
  queue[0] = start;
  for (let next = 0; next < queued; next++) {
    const node = queue[next] ?? start;
    const end = begins[node + 1] ?? 0;
    for (let at = begins[node] ?? 0; at < end; at++) {
      const to = targets[at] ?? start;
      if (to === start) return toWay(cameFrom, start, node);
      if (foundBy[to] === start) continue;
      foundBy[to] = start;
      cameFrom[to] = node;
      queue[queued++] = to;
    }
  }
  return undefined;
}

function toWay(cameFrom: Int32Array, start: number, end: number): readonly number[] {
  const way = [end];
  for (let node = end; node !== start; ) {
    node = cameFrom[node] ?? start;
    way.push(node);
  }
  return way.reverse();
}

function toFeedbackLoop({ keys, links }: LinkedMetrics, loop: readonly number[]): FeedbackLoop {
  const drives = loop.flatMap((order, position) => {
    const next = loop[(position + 1) % loop.length];
    return links[order]?.find((link) => link.to === next)?.drive ?? [];
  });
  return {
    metrics: loop.map((order) => keys[order] ?? ""),
    kind: drives.filter((drive) => drive.sign === "-").length % 2 === 1 ? "balancing" : "reinforcing",
    lags: drives.flatMap((drive) => drive.lag ?? []),
  };
}
