import { isDecisionShown } from "../../catalog/is-decision-shown.ts";
import type { Visibility } from "../../model/catalog.ts";
import type { Decision } from "../../model/reading.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { InsightDecision, InsightFacts } from "../facts.ts";
import type { DecisionFinding } from "../finding.ts";

/**
 * A question of the report was decided on a metric that this change claims, or on an area that most of it lies in: the
 * newest of such decisions, as it was said. What was inherited counts too, for the decision is about the metric.
 */
export function assessDecision(facts: InsightFacts): DecisionFinding | undefined {
  const found = facts.decisions.flatMap((decision) => {
    const about = findSubject(facts, decision);
    return about === undefined ? [] : [{ decision, about }];
  });
  const [newest] = found;
  if (newest === undefined) return undefined;
  const { question, text, decidedOn, place } = newest.decision;
  return {
    rule: "decision",
    // It is no count that evidence bears out: who knows of it decides with it.
    strength: 1,
    lookedAt: facts.decisions.length,
    changes: [],
    about: newest.about,
    question,
    text,
    decidedOn,
    place,
    earlier: found.length - 1,
  };
}

function findSubject(
  { policy, claims, areas }: InsightFacts,
  decision: InsightDecision,
): DecisionFinding["about"] | undefined {
  const decided = decision.metrics.map((key) => toLiveKey(key, policy));
  const metric = claims.find((claim) => decided.includes(claim.metric))?.metric;
  if (metric !== undefined && policy.shownMetrics.has(metric)) return { kind: "metric", metric };
  // A change that brushes another area is not about it.
  const main = areas.filter(({ paths }) => paths === areas[0]?.paths);
  const area = main.find((touched) => decision.areas.includes(touched.area))?.area;
  return area === undefined ? undefined : { kind: "area", area };
}

/** A metric that was renamed since keeps what was decided on it. */
function toLiveKey(key: string, { vocabulary }: Policy): string {
  const resolved = (vocabulary.withHidden ?? vocabulary).resolve(key);
  return resolved === undefined || resolved.via === "name" ? key : resolved.metric.key;
}

/**
 * The decisions that those who read the repository may see, newest first.
 *
 * @param decisions Oldest first.
 */
export function listShownDecisions(
  decisions: readonly (Decision & Pick<InsightDecision, "place">)[],
  { catalog }: Policy,
  readers: Visibility,
): readonly InsightDecision[] {
  return decisions
    .filter((decision) => isDecisionShown(decision, catalog, readers))
    .map(({ question, text, metrics = [], areas = [], decidedOn, place }) => ({
      question,
      text,
      metrics,
      areas,
      decidedOn,
      place,
    }))
    .reverse();
}
