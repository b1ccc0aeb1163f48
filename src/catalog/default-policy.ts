import type { PromptPolicy, ReportPolicy, SummaryPolicy } from "../model/catalog.ts";

/** Every scalar and list of a policy, by its dotted path in the file, as it is written there. */
export interface PolicyValues {
  readonly "prompt.mode": PromptPolicy["mode"];
  readonly "prompt.checklist": PromptPolicy["checklist"];
  readonly "prompt.exempt.authors": readonly string[];
  readonly "prompt.exempt.labels": readonly string[];
  readonly "prompt.exempt.paths": readonly string[];
  readonly "prompt.repositories": readonly string[];
  readonly "prompt.blind": number;
  readonly "insight.comment": "auto" | "always" | "off";
  readonly "report.window": string;
  readonly "report.issue": ReportPolicy["issue"];
  readonly "report.thresholds.few_answers": number;
  readonly "report.thresholds.few_changes": number;
  readonly "report.thresholds.blind_spot_asked": number;
  readonly "report.thresholds.blind_spot_share": number;
  readonly "report.thresholds.vanished_claims": number;
  readonly "report.thresholds.vanished_changes": number;
  readonly "report.thresholds.concentration_share": number;
  readonly "report.thresholds.carried_authors": number;
  readonly "report.thresholds.carried_changes": number;
  readonly "report.thresholds.leverage_outcomes": number;
  readonly "report.thresholds.leverage_share": number;
  readonly "report.thresholds.sink_share": number;
  readonly "report.thresholds.fix_days": number;
  /** The one value without a default. */
  readonly "summary.repository"?: string;
  readonly "summary.schedule.weekday": SummaryPolicy["schedule"]["weekday"];
  readonly "summary.schedule.time": string;
  readonly "summary.schedule.timezone": string;
  readonly "summary.mode": SummaryPolicy["mode"];
  readonly "summary.sources": readonly string[];
  readonly "summary.firsts": boolean;
  readonly "summary.mentions": boolean;
  readonly "summary.channels": readonly {
    readonly name: string;
    readonly audience?: "public" | "private" | undefined;
    readonly partner?: string | undefined;
  }[];
  readonly "judgement.incident_labels": readonly string[];
  readonly "judgement.concern_days": number;
}

export type PolicyPath = keyof PolicyValues;

/**
 * What holds where no catalog says otherwise. Bots that only raise versions are exempt: they can't answer, and would
 * make every area look silent.
 */
export const DEFAULT_POLICY: Required<Omit<PolicyValues, "summary.repository">> = {
  "prompt.mode": "advise",
  "prompt.checklist": "off",
  "prompt.exempt.authors": ["dependabot[bot]", "renovate[bot]", "github-actions[bot]"],
  "prompt.exempt.labels": ["skip-throughline"],
  "prompt.exempt.paths": [],
  "prompt.repositories": [],
  "prompt.blind": 0,
  "insight.comment": "auto",
  "report.window": "90d",
  "report.issue": false,
  "report.thresholds.few_answers": 20,
  "report.thresholds.few_changes": 5,
  "report.thresholds.blind_spot_asked": 5,
  "report.thresholds.blind_spot_share": 0.4,
  "report.thresholds.vanished_claims": 3,
  "report.thresholds.vanished_changes": 5,
  "report.thresholds.concentration_share": 0.7,
  "report.thresholds.carried_authors": 5,
  "report.thresholds.carried_changes": 10,
  "report.thresholds.leverage_outcomes": 2,
  "report.thresholds.leverage_share": 0.05,
  "report.thresholds.sink_share": 0.2,
  "report.thresholds.fix_days": 14,
  "summary.schedule.weekday": "monday",
  "summary.schedule.time": "09:07",
  "summary.schedule.timezone": "UTC",
  "summary.mode": "comment",
  "summary.sources": [],
  "summary.firsts": false,
  "summary.mentions": false,
  "summary.channels": [],
  "judgement.incident_labels": ["incident"],
  "judgement.concern_days": 90,
};

export type DefaultedPath = keyof typeof DEFAULT_POLICY;

export function isPolicyPath(path: string): path is PolicyPath {
  return path === "summary.repository" || Object.hasOwn(DEFAULT_POLICY, path);
}
