import { isDecisionShown } from "../catalog/is-decision-shown.ts";
import type { Visibility } from "../model/catalog.ts";
import type { Decision } from "../model/decision.ts";
import type { Policy } from "../tagging/compile-policy.ts";
import type { InsightDecision } from "./insight-facts.ts";

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
