import type { InsightDecision, InsightLearning } from "./facts.ts";

/**
 * What a rule has to say, as data. Metrics and areas are keys that may be named in this repository.
 *
 * `strength`, 0 to 1, is the share of the changes looked at that bear the sentence out, with two imagined changes
 * against it: 18 of 20 (0.82) is stronger than 5 of 5 (0.71). A decision is no share and has 1. It only orders findings
 * and is never shown.
 */
export type Finding =
  | DecisionFinding
  | LearningFinding
  | UsualMetricFinding
  | FocusFinding
  | GuardrailFinding;

interface FindingOf<Rule extends string> {
  /** As the store remembers that it spoke: a rule that was released keeps its key. */
  readonly rule: Rule;
  readonly strength: number;
  /** How many answered changes were looked at. */
  readonly lookedAt: number;
  /** The changes that the sentence counts, newest first: `#123`. */
  readonly changes: readonly string[];
}

/** A question of the report was decided on what this change claims or touches. No change is counted. */
export interface DecisionFinding extends FindingOf<"decision"> {
  readonly about:
    | { readonly kind: "metric"; readonly metric: string }
    | { readonly kind: "area"; readonly area: string };
  readonly question: string;
  readonly text: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly decidedOn: string;
  readonly place: InsightDecision["place"];
  /** How many older ones there are on it. */
  readonly earlier: number;
}

/** Another team of the same owner learned something on a metric that this change claims. No change is counted. */
export interface LearningFinding extends FindingOf<"learning">, InsightLearning {}

/** Most answered changes in `area` claim `usual`, and this one claims something else. */
export interface UsualMetricFinding extends FindingOf<"usual-metric"> {
  readonly area: string;
  readonly usual: string;
  readonly claimed: readonly string[];
}

/** This change claims the focus; `changes` are those that claim it too. */
export interface FocusFinding extends FindingOf<"focus"> {
  readonly focus: string;
  /** What must not get worse meanwhile, and how many of the changes looked at say that they protect it. */
  readonly guardrails: readonly { readonly metric: string; readonly protects: number }[];
}

/** This change claims a guardrail of the focus; `changes` are those that push the focus. */
export interface GuardrailFinding extends FindingOf<"guardrail"> {
  readonly guardrail: string;
  readonly focus: string;
  /** How many of the changes looked at say that they protect the guardrail. */
  readonly protects: number;
}

/** Imagined changes against each sentence: few changes are weak evidence, even where they agree. */
const IMAGINED_AGAINST = 2;

/** `Finding.strength` of a sentence that `supporting` of `lookedAt` changes bear out. */
export function toStrength(supporting: number, lookedAt: number): number {
  return Math.max(0, supporting) / (lookedAt + IMAGINED_AGAINST);
}
