import type { InsightFacts } from "./facts.ts";
import type { Finding, LearningFinding } from "./finding.ts";
import { assessDecision } from "./rules/assess-decision.ts";
import { assessFocus } from "./rules/assess-focus.ts";
import { assessGuardrail } from "./rules/assess-guardrail.ts";
import { assessUsualMetric } from "./rules/assess-usual-metric.ts";

/** One team's word, which no count bears out: what was counted here goes first. */
const STRENGTH = 0.2;

/** Another team learned something on a metric that this change claims: the newest of it. */
export function assessLearning({ policy, claims, learnings }: InsightFacts): LearningFinding | undefined {
  const newest = learnings.find(
    (learning) =>
      policy.shownMetrics.has(learning.metric) && claims.some(({ metric }) => metric === learning.metric),
  );
  if (newest === undefined) return undefined;
  return { rule: "learning", strength: STRENGTH, lookedAt: learnings.length, changes: [], ...newest };
}

/** One rule, one file, at most one finding. The order breaks ties of strength. */
const RULES: readonly ((facts: InsightFacts) => Finding | undefined)[] = [
  assessDecision,
  assessFocus,
  assessGuardrail,
  assessUsualMetric,
  assessLearning,
];

/** What the rules have to say, the strongest first. */
export function listFindings(facts: InsightFacts): readonly Finding[] {
  return RULES.map((rule) => rule(facts))
    .filter((finding) => finding !== undefined)
    .toSorted((a, b) => b.strength - a.strength);
}
