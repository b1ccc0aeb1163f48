import type { Finding } from "./finding.ts";
import type { InsightFacts } from "./insight-facts.ts";
import { assessDecision } from "./rules/assess-decision.ts";
import { assessFocus } from "./rules/assess-focus.ts";
import { assessGuardrail } from "./rules/assess-guardrail.ts";
import { assessLearning } from "./rules/assess-learning.ts";
import { assessUsualMetric } from "./rules/assess-usual-metric.ts";

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
