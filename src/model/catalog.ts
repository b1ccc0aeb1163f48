/** Kinds of metrics. The first two are what a business lives by; the others enable them through `drives`. */
export const METRIC_KINDS = ["customer", "revenue", "cost", "risk", "delivery", "reliability"] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

/** Words with a meaning of their own in an answer: no metric and no area may have one as its key. */
export const RESERVED_KEYS = [
  "none",
  "unsure",
  "ask",
  "help",
  "yes",
  "for",
  "moves",
  "protects",
  "enables",
] as const;

export const VISIBILITIES = ["public", "private"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** One link of the causal map: more of the metric that has it gives more (`+`) or less (`-`) of `metric`. */
export interface Drive {
  readonly metric: string;
  readonly sign: "+" | "-";
  /** A count and a unit: `10d`, `6w`, `3m`, `2q`. */
  readonly lag?: string;
}

/** The aim that the leadership set, until a UTC day (excluded). */
export interface Focus {
  readonly until: string;
  readonly why: string;
}

export interface Metric {
  readonly key: string;
  readonly name: string;
  readonly kind: MetricKind;
  readonly unit?: string;
  readonly better: "up" | "down";
  /** `@org/team` or a word; who answers for the number inside engineering. */
  readonly owner?: string;
  /** Who outside engineering lives by the number: Sales, Customer Success, Product. */
  readonly partner?: string;
  readonly drives: readonly Drive[];
  readonly guardrails: readonly string[];
  readonly keywords: readonly string[];
  readonly labels: readonly string[];
  /** Former keys; they resolve everywhere to this metric. */
  readonly was: readonly string[];
  readonly focus?: Focus;
  readonly visibility: Visibility;
}

export interface Area {
  readonly key: string;
  readonly name: string;
  /** Globs as written, in file order. */
  readonly paths: readonly string[];
  /** Keys of metrics this area is expected to serve, the usual one first. */
  readonly metrics: readonly string[];
}

export interface PromptPolicy {
  readonly mode: "advise" | "require";
  readonly checklist: "off" | "template" | "comment";
  readonly exempt: {
    /** Logins with `*` as the only wildcard, any case. */
    readonly authors: readonly string[];
    readonly labels: readonly string[];
    /** Exempt only if every changed file matches. */
    readonly paths: readonly string[];
  };
  /** `owner/name` patterns in which an organisation's catalog prompts without a file in the repository. */
  readonly repositories: readonly string[];
  /** Share (0 to 1) of pull requests that get no suggestion, to measure what suggestions do. */
  readonly blind: number;
}

/** What the report decides by; each is printed beside what it decides. Shares are 0 to 1, others counts. */
export interface ReportThresholds {
  /** Under this many answered changes the report keeps to three sections. */
  readonly fewAnswers: number;
  /** Shares of fewer changes than this are "not enough data". */
  readonly fewChanges: number;
  readonly blindSpotAsked: number;
  readonly blindSpotShare: number;
  readonly vanishedClaims: number;
  readonly vanishedChanges: number;
  readonly concentrationShare: number;
  readonly carriedAuthors: number;
  readonly carriedChanges: number;
  readonly leverageOutcomes: number;
  readonly leverageShare: number;
  readonly sinkShare: number;
  /** Days in which a fix that shares a file counts against the change before it. */
  readonly fixDays: number;
}

export interface ReportPolicy {
  /** A count of days: `90d`. */
  readonly windowDays: number;
  readonly issue: boolean | "public";
  readonly thresholds: ReportThresholds;
}

export interface SummaryPolicy {
  readonly repository?: string;
  readonly schedule: {
    readonly weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
    /** `HH:MM` on the clock of the zone. */
    readonly time: string;
    /** IANA name. */
    readonly timezone: string;
  };
  readonly mode: "comment" | "body";
  /** Patterns of private repositories that may be named in a private summary repository. */
  readonly sources: readonly string[];
  readonly firsts: boolean;
  /** Whether GitHub shall notify the people whom a posted summary thanks. */
  readonly mentions: boolean;
  readonly channels: readonly {
    readonly name: string;
    readonly audience: Visibility;
    /** Told the brief of this partner instead of the headline. */
    readonly partner?: string;
  }[];
}

/** Where a value of the effective catalog came from. */
export interface Origin {
  readonly layer: "defaults" | "organisation" | "extends" | "repository";
  /** `owner/name:path` on GitHub, or the path of a local file; absent for defaults. */
  readonly file?: string;
  readonly line?: number;
  /** Who can read the file, where that is known. */
  readonly visibility?: Visibility;
}

/** The effective catalog: every layer applied, every default filled in, keys in file order. */
export interface Catalog {
  readonly metrics: readonly Metric[];
  readonly areas: readonly Area[];
  readonly prompt: PromptPolicy;
  readonly insight: { readonly comment: "auto" | "always" | "off" };
  readonly report: ReportPolicy;
  readonly summary: SummaryPolicy;
  readonly judgement: { readonly incidentLabels: readonly string[]; readonly concernDays: number };
  /**
   * Dotted path (`metrics.checkout-conversion`, `prompt.mode`) -> where the value came from.
   * Has an entry for each metric, each area and each scalar or list of a policy.
   */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Short stable hash-like version of the effective content, for records; equal content, equal version. */
  readonly version: string;
}
