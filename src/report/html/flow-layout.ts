import type { FlowGraph, FlowLink, FlowNode } from "./flow-graph.ts";

export interface PlacedNode extends FlowNode {
  readonly y: number;
  readonly height: number;
}

/** A ribbon: `y` at both ends is its upper edge. */
export interface PlacedLink {
  readonly link: FlowLink;
  readonly fromY: number;
  readonly toY: number;
  readonly thickness: number;
}

export interface FlowLayout {
  readonly columns: readonly [readonly PlacedNode[], readonly PlacedNode[], readonly PlacedNode[]];
  readonly claims: readonly PlacedLink[];
  readonly routes: readonly PlacedLink[];
  readonly height: number;
}

/** The tallest column's ribbons come to this many pixels, whatever the counts are. */
const FLOW_PX = 300;
const THINNEST_PX = 1.5;
const LOWEST_BAR_PX = 4;

/**
 * Three columns from top to bottom, ordered so that few ribbons cross: each node near the middle of what leads to it.
 * Written out because a label needs room above every bar, however thin it is, which the usual layout does not keep.
 * @param gapPx Room above each bar for its label.
 */
export function layOutFlow(graph: FlowGraph, gapPx: number): FlowLayout {
  const areas = graph.areas.toSorted((one, other) => other.changes - one.changes);
  const metrics = orderByMiddle(graph.metrics, areas, graph.claims);
  const outcomes = orderByMiddle(graph.outcomes, metrics, graph.routes);
  const weights = [
    areas.map((node) => sumOf(graph.claims, "from", node.key)),
    metrics.map((node) =>
      Math.max(sumOf(graph.claims, "to", node.key), sumOf(graph.routes, "from", node.key)),
    ),
    outcomes.map((node) => sumOf(graph.routes, "to", node.key)),
  ] as const;
  const most = Math.max(1, ...weights.map((column) => column.reduce((sum, weight) => sum + weight, 0)));
  const pxPerChange = FLOW_PX / most;
  const place = (nodes: readonly FlowNode[], column: readonly number[]): PlacedNode[] => {
    let y = 0;
    return nodes.map((node, index) => {
      y += gapPx;
      const height = Math.max(LOWEST_BAR_PX, (column[index] ?? 0) * pxPerChange);
      const placed = { ...node, y, height };
      y += height;
      return placed;
    });
  };
  const columns = [
    place(areas, weights[0]),
    place(metrics, weights[1]),
    place(outcomes, weights[2]),
  ] as const;
  return {
    columns,
    claims: placeLinks(graph.claims, { from: columns[0], to: columns[1], pxPerChange }),
    routes: placeLinks(graph.routes, { from: columns[1], to: columns[2], pxPerChange }),
    height: Math.max(0, ...columns.flat().map((node) => node.y + node.height)),
  };
}

export function countOf(link: FlowLink): number {
  switch (link.kind) {
    case "claimed":
    case "carried":
      return link.changes;
    case "assumed":
      return 0;
  }
}

function sumOf(links: readonly FlowLink[], end: "from" | "to", key: string): number {
  return links.reduce((sum, link) => (link[end] === key ? sum + countOf(link) : sum), 0);
}

function orderByMiddle(
  nodes: readonly FlowNode[],
  before: readonly FlowNode[],
  links: readonly FlowLink[],
): readonly FlowNode[] {
  const places = new Map(before.map((node, place) => [node.key, place]));
  const middles = new Map(
    nodes.map((node) => {
      const own = links.filter((link) => link.to === node.key);
      const claimed = own.filter((link) => countOf(link) > 0);
      const leading = claimed.length > 0 ? claimed : own;
      let sum = 0;
      let weight = 0;
      for (const link of leading) {
        const share = Math.max(1, countOf(link));
        sum += share * (places.get(link.from) ?? 0);
        weight += share;
      }
      return [node.key, weight === 0 ? before.length : sum / weight];
    }),
  );
  // Those without a claim stand last, where their dashed lines are out of the way.
  return nodes.toSorted(
    (one, other) =>
      Number(one.changes === 0) - Number(other.changes === 0) ||
      (middles.get(one.key) ?? 0) - (middles.get(other.key) ?? 0),
  );
}

interface Ends {
  readonly from: readonly PlacedNode[];
  readonly to: readonly PlacedNode[];
  readonly pxPerChange: number;
}

function placeLinks(links: readonly FlowLink[], ends: Ends): readonly PlacedLink[] {
  const tops = { from: toTops(ends.from), to: toTops(ends.to) };
  const placed = links
    .filter((link) => tops.from.has(link.from) && tops.to.has(link.to))
    .map((link) => {
      const thickness = link.kind === "assumed" ? 0 : Math.max(THINNEST_PX, countOf(link) * ends.pxPerChange);
      return { link, thickness, fromY: 0, toY: 0 };
    });
  stack(placed, "from", ends);
  stack(placed, "to", ends);
  return placed;
}

/** Puts the ribbons of each node one below the other, in the order of the nodes at their other ends. */
function stack(
  placed: (PlacedLink & { fromY: number; toY: number })[],
  near: "from" | "to",
  ends: Ends,
): void {
  const far = near === "from" ? "to" : "from";
  const order = new Map(ends[far].map((node, place) => [node.key, place]));
  const tops = toTops(ends[near]);
  const sorted = placed.toSorted(
    (one, other) => (order.get(one.link[far]) ?? 0) - (order.get(other.link[far]) ?? 0),
  );
  for (const each of sorted) {
    const top = tops.get(each.link[near]) ?? 0;
    each[near === "from" ? "fromY" : "toY"] = each.link.kind === "assumed" ? top + LOWEST_BAR_PX / 2 : top;
    tops.set(each.link[near], top + countOf(each.link) * ends.pxPerChange);
  }
}

function toTops(nodes: readonly PlacedNode[]): Map<string, number> {
  return new Map(nodes.map((node) => [node.key, node.y]));
}
