import type { MetricKind } from "../model/catalog.ts";

/** A metric as `init` drafts it; the keys of the catalog, only those that are worth saying on the first day. */
export interface DraftMetric {
  readonly key: string;
  readonly name: string;
  readonly kind: MetricKind;
  readonly better: "up" | "down";
  readonly unit?: string;
  readonly partner?: string;
  readonly drives?: readonly { readonly metric: string; readonly sign: "+" | "-"; readonly lag?: string }[];
  readonly guardrails?: readonly string[];
  readonly keywords?: readonly string[];
}

export const STARTER_NAMES = ["saas", "internal", "library"] as const;
export type StarterName = (typeof STARTER_NAMES)[number];

/** Metrics to start from, by what the repository is part of. The first customer metric is the usual one. */
export const STARTERS: Readonly<Record<StarterName, readonly DraftMetric[]>> = {
  saas: [
    {
      key: "net-revenue-retention",
      name: "Net revenue retention",
      kind: "revenue",
      better: "up",
      unit: "%",
      partner: "Customer Success",
    },
    {
      key: "deal-velocity",
      name: "Deal velocity",
      kind: "revenue",
      better: "up",
      unit: "deals a month",
      partner: "Sales",
      keywords: ["trial", "pricing", "sso", "audit"],
    },
    {
      key: "activation-rate",
      name: "Activation rate",
      kind: "customer",
      better: "up",
      unit: "%",
      partner: "Product",
      drives: [
        { metric: "net-revenue-retention", sign: "+", lag: "6w" },
        { metric: "deal-velocity", sign: "+", lag: "4w" },
      ],
      guardrails: ["support-tickets"],
      keywords: ["onboarding", "signup", "invite"],
    },
    {
      key: "support-tickets",
      name: "Support tickets for each customer",
      kind: "customer",
      better: "down",
      partner: "Customer Success",
      drives: [{ metric: "net-revenue-retention", sign: "-", lag: "6w" }],
      keywords: ["bug", "crash", "error"],
    },
    {
      key: "change-failure-rate",
      name: "Change failure rate",
      kind: "reliability",
      better: "down",
      unit: "%",
      drives: [{ metric: "support-tickets", sign: "+", lag: "1w" }],
      keywords: ["incident", "rollback", "flaky"],
    },
  ],
  internal: [
    {
      key: "hours-saved",
      name: "Hours saved for colleagues",
      kind: "customer",
      better: "up",
      unit: "hours a month",
      partner: "the teams that use it",
      guardrails: ["failed-runs"],
      keywords: ["automate", "manual", "bulk"],
    },
    {
      key: "weekly-users",
      name: "Weekly users",
      kind: "customer",
      better: "up",
      unit: "people",
      partner: "the teams that use it",
      drives: [{ metric: "hours-saved", sign: "+", lag: "4w" }],
      keywords: ["onboarding", "login", "access"],
    },
    {
      key: "failed-runs",
      name: "Runs that fail",
      kind: "reliability",
      better: "down",
      unit: "%",
      drives: [{ metric: "weekly-users", sign: "-", lag: "2w" }],
      keywords: ["crash", "error", "retry", "timeout"],
    },
    {
      key: "lead-time",
      name: "Lead time for changes",
      kind: "delivery",
      better: "down",
      unit: "days",
      drives: [{ metric: "hours-saved", sign: "-", lag: "1m" }],
      keywords: ["build", "deploy", "pipeline"],
    },
  ],
  library: [
    {
      key: "adoption",
      name: "Projects that depend on it",
      kind: "customer",
      better: "up",
      unit: "projects",
      partner: "the community",
      keywords: ["example", "guide", "tutorial"],
    },
    {
      key: "time-to-first-success",
      name: "Time to first success",
      kind: "customer",
      better: "down",
      unit: "minutes",
      partner: "the community",
      drives: [{ metric: "adoption", sign: "-", lag: "1m" }],
      guardrails: ["open-regressions"],
      keywords: ["quickstart", "install", "setup"],
    },
    {
      key: "open-regressions",
      name: "Open regressions",
      kind: "reliability",
      better: "down",
      drives: [{ metric: "adoption", sign: "-", lag: "1m" }],
      keywords: ["regression", "crash", "broken"],
    },
    {
      key: "upgrade-effort",
      name: "Effort of an upgrade",
      kind: "customer",
      better: "down",
      unit: "hours",
      partner: "the community",
      drives: [{ metric: "adoption", sign: "-", lag: "2m" }],
      keywords: ["breaking", "deprecate", "migration"],
    },
  ],
};
