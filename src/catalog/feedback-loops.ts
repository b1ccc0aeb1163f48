import type { Drive } from "../model/catalog.ts";

/** A loop in `drives`: legal, and worth knowing. */
export interface FeedbackLoop {
  /** Keys in the order of the links, from the metric that stands first in the catalog; the last drives the first. */
  readonly metrics: readonly string[];
  /** Balancing where the links with a minus sign are odd in number. */
  readonly kind: "balancing" | "reinforcing";
  /** Lags of the links that have one, in their order. */
  readonly lags: readonly string[];
}

interface LinkedMetrics extends LoopGroups {
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

export interface LoopGroups {
  /** Numbers of the nodes of each group, ascending; a group comes after every group that it leads to. */
  readonly groups: readonly (readonly number[])[];
  /** Node -> position of its group. */
  readonly groupOf: readonly number[];
}

interface Visit {
  readonly node: number;
  nextLink: number;
}

interface Walk {
  readonly links: readonly (readonly number[])[];
  /** Node -> when it was first come to; -1: not yet. */
  readonly order: number[];
  /** Node -> the earliest node that it is known to lead back to. */
  readonly lowest: number[];
  readonly groupOf: number[];
  readonly groups: number[][];
  /** Nodes that have no group yet, in the order in which they were come to. */
  readonly pending: number[];
  readonly visits: Visit[];
  count: number;
}

/**
 * Nodes that lead to one another are one group (strongly connected components, by Tarjan's algorithm with a stack of
 * its own: 500 metrics in a row must not become 500 calls deep). Time: nodes plus links.
 */
export function findLoopGroups(links: readonly (readonly number[])[]): LoopGroups {
  const fill = (): number[] => new Array<number>(links.length).fill(-1);
  const walk: Walk = {
    links,
    order: fill(),
    lowest: fill(),
    groupOf: fill(),
    groups: [],
    pending: [],
    visits: [],
    count: 0,
  };
  for (const start of links.keys()) {
    if (walk.order[start] === -1) open(walk, start);
    for (let visit = walk.visits.at(-1); visit !== undefined; visit = walk.visits.at(-1)) step(walk, visit);
  }
  return { groups: walk.groups, groupOf: walk.groupOf };
}

function open(walk: Walk, node: number): void {
  walk.order[node] = walk.count;
  walk.lowest[node] = walk.count;
  walk.count += 1;
  walk.pending.push(node);
  walk.visits.push({ node, nextLink: 0 });
}

/** Follows one link, or leaves a node that has no more of them. */
function step(walk: Walk, visit: Visit): void {
  const to = walk.links[visit.node]?.[visit.nextLink];
  visit.nextLink += 1;
  if (to === undefined) close(walk, visit.node);
  else if (walk.order[to] === -1) open(walk, to);
  else if (walk.groupOf[to] === -1) lower(walk, visit.node, walk.order[to] ?? 0);
}

function close(walk: Walk, node: number): void {
  if (walk.lowest[node] === walk.order[node]) {
    const group = walk.pending.splice(walk.pending.lastIndexOf(node)).sort((left, right) => left - right);
    for (const member of group) walk.groupOf[member] = walk.groups.length;
    walk.groups.push(group);
  }
  walk.visits.pop();
  const parent = walk.visits.at(-1);
  if (parent !== undefined) lower(walk, parent.node, walk.lowest[node] ?? 0);
}

function lower(walk: Walk, node: number, value: number): void {
  walk.lowest[node] = Math.min(walk.lowest[node] ?? 0, value);
}
