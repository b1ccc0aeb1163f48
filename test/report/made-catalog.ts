import type { Area, Catalog, Metric } from "../../src/model/catalog.ts";

/** A metric of which a test names only what it is about. */
export function toMetric(metric: Partial<Metric> & Pick<Metric, "key">): Metric {
  return {
    name: metric.key,
    kind: "customer",
    better: "up",
    drives: [],
    guardrails: [],
    keywords: [],
    labels: [],
    was: [],
    visibility: "private",
    ...metric,
  };
}

export function toArea(area: Partial<Area> & Pick<Area, "key">): Area {
  return { name: area.key, paths: [`${area.key}/**`], metrics: [], ...area };
}

export function toCatalog(content: { metrics: readonly Metric[]; areas?: readonly Area[] }): Catalog {
  return {
    metrics: content.metrics,
    areas: content.areas ?? [],
    prompt: {
      mode: "advise",
      checklist: "off",
      exempt: { authors: [], labels: [], paths: [] },
      repositories: [],
      blind: 0,
    },
    insight: { comment: "auto" },
    report: {
      windowDays: 90,
      issue: false,
      thresholds: {
        fewAnswers: 20,
        fewChanges: 5,
        blindSpotAsked: 5,
        blindSpotShare: 0.4,
        vanishedClaims: 3,
        vanishedChanges: 5,
        concentrationShare: 0.7,
        carriedAuthors: 5,
        carriedChanges: 10,
        leverageOutcomes: 2,
        leverageShare: 0.05,
        sinkShare: 0.2,
        fixDays: 14,
      },
    },
    summary: {
      schedule: { weekday: "monday", time: "09:07", timezone: "UTC" },
      mode: "comment",
      sources: [],
      firsts: false,
      mentions: false,
      channels: [],
    },
    judgement: { incidentLabels: [], concernDays: 30 },
    origins: new Map(),
    version: "test",
  };
}

/** A shop: two outcomes, a focus, a guardrail, a loop, a metric that leads nowhere, areas with and without metrics. */
export const SHOP: Catalog = toCatalog({
  metrics: [
    toMetric({
      key: "net-revenue-retention",
      name: "Net revenue retention",
      kind: "revenue",
      owner: "@acme/leadership",
      focus: { until: "2027-03-31", why: "renewals slipped" },
    }),
    toMetric({
      key: "deal-velocity",
      name: "Deal velocity",
      kind: "revenue",
      owner: "@acme/growth",
      partner: "Sales",
    }),
    toMetric({
      key: "checkout-conversion",
      name: "Checkout conversion",
      owner: "@acme/growth",
      partner: "Sales",
      drives: [{ metric: "net-revenue-retention", sign: "+", lag: "6w" }],
      guardrails: ["refund-rate"],
    }),
    toMetric({
      key: "refund-rate",
      name: "Refund rate",
      better: "down",
      drives: [{ metric: "net-revenue-retention", sign: "-" }],
    }),
    toMetric({
      key: "search-latency",
      name: "Search latency",
      kind: "reliability",
      better: "down",
      drives: [{ metric: "checkout-conversion", sign: "-", lag: "2w" }],
    }),
    toMetric({
      key: "support-load",
      name: "Support load",
      kind: "cost",
      better: "down",
      drives: [
        { metric: "onboarding-time", sign: "+" },
        { metric: "net-revenue-retention", sign: "-" },
      ],
    }),
    toMetric({
      key: "onboarding-time",
      name: "Onboarding time",
      kind: "delivery",
      better: "down",
      drives: [{ metric: "support-load", sign: "+", lag: "3m" }],
    }),
    toMetric({ key: "build-minutes", name: "Build minutes", kind: "delivery", better: "down" }),
  ],
  areas: [
    toArea({ key: "checkout", name: "Checkout", metrics: ["checkout-conversion", "refund-rate"] }),
    toArea({ key: "search", name: "Search", metrics: ["search-latency"] }),
    toArea({ key: "billing", name: "Billing", metrics: ["net-revenue-retention"] }),
    toArea({ key: "admin", name: "Admin", metrics: ["support-load"] }),
    toArea({ key: "build", name: "Build tools", metrics: ["build-minutes"] }),
  ],
});
