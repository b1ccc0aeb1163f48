import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedbackLoop } from "../../src/catalog/feedback-loops.ts";
import { buildMetricGraph } from "../../src/catalog/metric-graph.ts";
import type { Drive, Metric, MetricKind } from "../../src/model/catalog.ts";

function metric(key: string, kind: MetricKind, drives: readonly (string | Drive)[] = []): Metric {
  return {
    key,
    name: key,
    kind,
    better: "up",
    drives: drives.map((drive) => (typeof drive === "string" ? { metric: drive, sign: "+" } : drive)),
    guardrails: [],
    keywords: [],
    labels: [],
    was: [],
    visibility: "public",
  };
}

const byText = (left: object, right: object): number =>
  JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;

/** As is said of `loops`, by trying all ways of one more link until one leads back. */
function listShortestLoops(metrics: readonly Metric[]): FeedbackLoop[] {
  const drivesOf = new Map(metrics.map(({ key, drives }) => [key, keepFirst(drives)]));
  const found = new Map<string, FeedbackLoop>();
  for (const { key } of metrics) {
    let ways: readonly (readonly Drive[])[] = [[]];
    for (let length = 1; length <= metrics.length; length++) {
      ways = ways.flatMap((way) =>
        (drivesOf.get(way.at(-1)?.metric ?? key) ?? []).map((drive) => [...way, drive]),
      );
      const back = ways.find((way) => way.at(-1)?.metric === key);
      if (back !== undefined) {
        const nodes = [key, ...back.slice(0, -1).map((drive) => drive.metric)];
        const first = nodes.indexOf([...nodes].sort()[0] ?? "");
        const turned = [...nodes.slice(first), ...nodes.slice(0, first)];
        const minus = back.filter((drive) => drive.sign === "-").length;
        const kind = minus % 2 === 1 ? "balancing" : "reinforcing";
        found.set(turned.join(), { metrics: turned, kind, lags: [] });
        break;
      }
      // Ways that meet go on as one, the first of them.
      ways = ways.filter(
        (way, at) => ways.findIndex((other) => other.at(-1)?.metric === way.at(-1)?.metric) === at,
      );
    }
  }
  return [...found.values()];
}

function keepFirst(drives: readonly Drive[]): readonly Drive[] {
  return drives.filter((drive, at) => drives.findIndex((other) => other.metric === drive.metric) === at);
}

describe("buildMetricGraph", () => {
  it("finds outcomes: customer and revenue metrics with nothing beyond their own loop", () => {
    const graph = buildMetricGraph([
      metric("speed", "delivery", ["conversion", "cost"]),
      metric("conversion", "customer", ["revenue"]),
      metric("revenue", "revenue", ["reinvestment"]),
      metric("reinvestment", "customer", ["revenue"]),
      metric("cost", "cost"),
      metric("alone", "customer"),
      metric("led-away", "customer", ["cost"]),
    ]);
    expect(graph.outcomes).toEqual(["revenue", "reinvestment", "alone"]);
    expect(graph.reachableOutcomes("speed")).toEqual(["revenue", "reinvestment"]);
    expect(graph.reachableOutcomes("alone")).toEqual(["alone"]);
    expect(graph.reachableOutcomes("cost")).toEqual([]);
    expect(graph.reachableOutcomes("unknown")).toEqual([]);
    expect(graph.leadsToCustomerOrRevenue("speed")).toBe(true);
    expect(graph.leadsToCustomerOrRevenue("cost")).toBe(false);
    expect(graph.leadsToCustomerOrRevenue("led-away")).toBe(true);
  });

  it("tells loops once, from the first metric of the catalog, with kind and lags", () => {
    const graph = buildMetricGraph([
      metric("a", "customer", [{ metric: "b", sign: "-", lag: "6w" }, "c"]),
      metric("b", "customer", [{ metric: "a", sign: "+", lag: "10d" }]),
      metric("c", "customer", ["a"]),
      metric("d", "customer", [{ metric: "d", sign: "-" }]),
    ]);
    expect(graph.loops).toEqual([
      { metrics: ["a", "b"], kind: "balancing", lags: ["6w", "10d"] },
      { metrics: ["a", "c"], kind: "reinforcing", lags: [] },
      { metrics: ["d"], kind: "balancing", lags: [] },
    ]);
    expect(graph.unlistedLoops).toBe(0);
  });

  it("takes 20,000 metrics in a row and 500 in one loop without going deep", () => {
    const row = Array.from({ length: 20_000 }, (_, at) => metric(`m${at}`, "cost", [`m${at + 1}`]));
    expect(buildMetricGraph([...row, metric("m20000", "revenue")]).reachableOutcomes("m0")).toEqual([
      "m20000",
    ]);
    const loop = Array.from({ length: 500 }, (_, at) => metric(`m${at}`, "revenue", [`m${(at + 1) % 500}`]));
    const graph = buildMetricGraph(loop);
    expect(graph.loops.map((each) => each.metrics.length)).toEqual([500]);
    expect(graph.outcomes).toHaveLength(500);
  });

  it("lists at most 50 loops and counts the rest", () => {
    const pairs = Array.from({ length: 120 }, (_, at) => metric(`m${at}`, "revenue", [`m${at ^ 1}`]));
    const graph = buildMetricGraph(pairs);
    expect([graph.loops.length, graph.unlistedLoops]).toEqual([50, 10]);
  });

  it("agrees with walking all ways", () => {
    const signs = fc.constantFrom("+" as const, "-" as const);
    const links = fc.array(fc.tuple(fc.nat(7), fc.nat(7), signs), { maxLength: 20 });
    const kinds = fc.array(fc.constantFrom<MetricKind>("customer", "cost"), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(links, kinds, (pairs, of) => {
        const metrics = of.map((kind, at) =>
          metric(
            `m${at}`,
            kind,
            pairs.filter(([from]) => from === at).map(([, to, sign]) => ({ metric: `m${to}`, sign })),
          ),
        );
        const graph = buildMetricGraph(metrics);
        const reach = (from: number): Set<number> => {
          const seen = new Set<number>();
          const open = [from];
          for (const at of open) {
            for (const [start, to] of pairs) {
              if (start !== at || seen.has(to)) continue;
              seen.add(to);
              open.push(to);
            }
          }
          return seen;
        };
        const isOutcome = (at: number): boolean =>
          of[at] === "customer" && [...reach(at)].every((to) => reach(to).has(at));
        const outcomes = metrics.flatMap(({ key }, at) => (isOutcome(at) ? [key] : []));
        expect(graph.outcomes).toEqual(outcomes);
        for (const [at, { key }] of metrics.entries()) {
          const reached = new Set([...reach(at), at]);
          expect(graph.reachableOutcomes(key)).toEqual(
            outcomes.filter((outcome) => reached.has(Number(outcome.slice(1)))),
          );
          expect(graph.leadsToCustomerOrRevenue(key)).toBe([...reached].some((to) => of[to] === "customer"));
        }
        expect([...graph.loops].sort(byText)).toEqual(listShortestLoops(metrics).sort(byText));
        const inLoops = new Set(graph.loops.flatMap((loop) => loop.metrics));
        for (const [at, { key }] of metrics.entries()) expect(inLoops.has(key)).toBe(reach(at).has(at));
      }),
    );
  });
});
