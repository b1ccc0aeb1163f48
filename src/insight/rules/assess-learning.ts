import type { LearningFinding } from "../finding.ts";
import type { InsightFacts } from "../insight-facts.ts";

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
