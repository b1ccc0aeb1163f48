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
