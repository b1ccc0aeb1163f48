import type { Provenances, Report } from "../report.ts";

const MOST_AREAS = 12;
const MOST_METRICS = 14;
const MOST_OUTCOMES = 8;
const OTHERS = "(others)";

export interface FlowNode {
  readonly key: string;
  readonly name: string;
  /** Changes, each once; of "others" too. */
  readonly changes: number;
}

/** A node with the changes behind its number. */
interface CountedNode extends Pick<FlowNode, "key" | "name"> {
  readonly ids: ReadonlySet<string> | readonly string[];
}

/**
 * As wide as its changes, each counted once. `claimed`: its claims by provenance, which are more than the changes where
 * one of those claims several of the metrics that are drawn as one. Assumed: the catalog has the link and nobody
 * claims it.
 */
export type FlowLink = { readonly from: string; readonly to: string } & (
  | {
      readonly kind: "claimed";
      readonly changes: number;
      readonly claims: Provenances;
      readonly differs: boolean;
    }
  | { readonly kind: "carried"; readonly changes: number }
  | { readonly kind: "assumed" }
);

export interface FlowGraph {
  readonly areas: readonly FlowNode[];
  readonly metrics: readonly FlowNode[];
  readonly outcomes: readonly FlowNode[];
  /** From areas to metrics. */
  readonly claims: readonly FlowLink[];
  /** From metrics to outcomes. */
  readonly routes: readonly FlowLink[];
  /** What stands in "others", most changes first. */
  readonly folded: {
    readonly areas: readonly FlowNode[];
    readonly metrics: readonly FlowNode[];
    readonly outcomes: readonly FlowNode[];
  };
}

/** Areas, metrics and outcomes as three columns. What is claimed least is folded into "others" where it is too much. */
export function buildFlowGraph(report: Report): FlowGraph {
  const areas = foldNodes(listAreas(report), MOST_AREAS, "areas");
  const metrics = foldNodes(listMetrics(report), MOST_METRICS, "metrics");
  const outcomes = foldNodes(listOutcomes(report), MOST_OUTCOMES, "outcomes");
  const claims = listClaimLinks(report, areas.toShown, metrics.toShown);
  const routes = listRoutes(report, metrics.toShown, outcomes.toShown);
  const linked = new Set([...claims.map((link) => link.to), ...routes.map((link) => link.from)]);
  return {
    areas: areas.shown,
    // A metric without a line says nothing here; the page names those that nothing claims.
    metrics: metrics.shown.filter((node) => linked.has(node.key)),
    outcomes: outcomes.shown,
    claims,
    routes,
    folded: { areas: areas.folded, metrics: metrics.folded, outcomes: outcomes.folded },
  };
}

function listAreas(report: Report): readonly CountedNode[] {
  const changes = new Map<string, Set<string>>();
  for (const link of report.map) {
    const ids = changes.get(link.area) ?? new Set();
    for (const id of link.ids) ids.add(id);
    changes.set(link.area, ids);
  }
  const linked = new Set([...report.map, ...report.assumedLinks].map((link) => link.area));
  return report.areas
    .filter((area) => linked.has(area.area))
    .map((area) => ({ key: area.area, name: area.name, ids: changes.get(area.area) ?? [] }));
}

function listMetrics(report: Report): readonly CountedNode[] {
  return report.metrics.map(({ metric, name, ids }) => ({ key: metric, name, ids }));
}

function listOutcomes(report: Report): readonly CountedNode[] {
  return report.outcomes.map(({ metric, name, ids }) => ({ key: metric, name, ids }));
}

interface Folded {
  readonly shown: readonly FlowNode[];
  readonly folded: readonly FlowNode[];
  readonly toShown: (key: string) => string | undefined;
}

function foldNodes(nodes: readonly CountedNode[], most: number, noun: string): Folded {
  const counted = nodes.map((node) => ({ ...node, changes: countIds(node.ids) }));
  const sorted = counted.toSorted((one, other) => other.changes - one.changes);
  const kept = sorted.length > most ? sorted.slice(0, most - 1) : sorted;
  const rest = sorted.slice(kept.length);
  const keys = new Set(kept.map((node) => node.key));
  const restKeys = new Set(rest.map((node) => node.key));
  const changes = countUnion(rest.map((node) => node.ids));
  const others = { key: OTHERS, name: `${rest.length} other ${noun}`, changes };
  return {
    shown: rest.length > 0 ? [...kept.map(toNode), others] : kept.map(toNode),
    folded: rest.map(toNode),
    toShown: (key) => {
      if (keys.has(key)) return key;
      return restKeys.has(key) ? OTHERS : undefined;
    },
  };
}

function toNode({ key, name, changes }: FlowNode): FlowNode {
  return { key, name, changes };
}

function countIds(ids: CountedNode["ids"]): number {
  return "size" in ids ? ids.size : ids.length;
}

/** A change that claims two of them is one change. */
function countUnion(lists: readonly CountedNode["ids"][]): number {
  const all = new Set<string>();
  for (const ids of lists) for (const id of ids) all.add(id);
  return all.size;
}

function listClaimLinks(report: Report, toArea: Folded["toShown"], toMetric: Folded["toShown"]): FlowLink[] {
  const links = new Map<string, Extract<FlowLink, { kind: "claimed" }>>();
  const countOnce = createOnceCounter();
  for (const { area, metric, byProvenance, differs, ids } of report.map) {
    const [from, to] = [toArea(area), toMetric(metric)];
    if (from === undefined || to === undefined) continue;
    const key = `${from} ${to}`;
    const before = links.get(key);
    links.set(key, {
      kind: "claimed",
      from,
      to,
      changes: countOnce(key, ids),
      differs: differs && (before?.differs ?? true),
      claims: before === undefined ? byProvenance : addCounts(before.claims, byProvenance),
    });
  }
  const assumed = listAssumed(
    report.assumedLinks.map(({ area, metric }) => [toArea(area), toMetric(metric)]),
  );
  return [...links.values(), ...assumed.filter((link) => !links.has(`${link.from} ${link.to}`))];
}

/** How many changes a link has after these, each counted once; only of folded ones more than one list comes. */
function createOnceCounter(): (link: string, ids: readonly string[]) => number {
  const first = new Map<string, readonly string[]>();
  const all = new Map<string, Set<string>>();
  return (link, ids) => {
    const before = first.get(link);
    if (before === undefined) {
      first.set(link, ids);
      return ids.length;
    }
    const union = all.get(link) ?? new Set(before);
    for (const id of ids) union.add(id);
    all.set(link, union);
    return union.size;
  };
}

function addCounts(one: Provenances, other: Provenances): Provenances {
  return {
    declared: one.declared + other.declared,
    accepted: one.accepted + other.accepted,
    inherited: one.inherited + other.inherited,
  };
}

/** What is only assumed between two "others" says nothing. */
function listAssumed(pairs: readonly (readonly [string | undefined, string | undefined])[]): FlowLink[] {
  return pairs.flatMap(([from, to]): FlowLink[] =>
    from === undefined || to === undefined || from === OTHERS || to === OTHERS
      ? []
      : [{ kind: "assumed", from, to }],
  );
}

/** A metric leads to each outcome that it reaches, over however many links; an outcome that is claimed, to itself. */
function listRoutes(report: Report, toMetric: Folded["toShown"], toOutcome: Folded["toShown"]): FlowLink[] {
  const routes = new Map<string, Extract<FlowLink, { kind: "carried" }>>();
  const idsOf = new Map(report.metrics.map(({ metric, ids }) => [metric, ids]));
  const countOnce = createOnceCounter();
  for (const outcome of report.outcomes) {
    const own = outcome.direct > 0 ? [{ metric: outcome.metric }] : [];
    for (const { metric } of [...own, ...outcome.through]) {
      const [from, to] = [toMetric(metric), toOutcome(outcome.metric)];
      if (from === undefined || to === undefined) continue;
      const key = `${from} ${to}`;
      routes.set(key, { kind: "carried", from, to, changes: countOnce(key, idsOf.get(metric) ?? []) });
    }
  }
  const assumed = report.drives
    .filter((drive) => drive.changes === 0)
    .map((drive) => [toMetric(drive.from), toOutcome(drive.to)] as const);
  return [
    ...routes.values(),
    ...listAssumed(assumed).filter((link) => !routes.has(`${link.from} ${link.to}`)),
  ];
}
