import { renderChecklistBlock } from "../catalog/render-checklist-block.ts";
import type { Metric } from "../model/catalog.ts";
import type { Suggestion } from "../model/suggestion.ts";
import type { Policy } from "../tagging/compile-policy.ts";

/** The list that `/impact ask` puts into its author's comment: the suggested metrics first, then the catalog's order. */
export function renderChecklist(policy: Policy, suggestions: readonly Pick<Suggestion, "metric">[]): string {
  const suggested = listSuggested(policy, suggestions);
  const rest = [...policy.shownMetrics.values()].filter((metric) => !suggested.includes(metric));
  return renderChecklistBlock([...suggested, ...rest]);
}

/** The sticky comment of `prompt.checklist: comment`: the pull request's own suggestions as a list. */
export function renderChecklistComment(
  policy: Policy,
  suggestions: readonly Pick<Suggestion, "metric">[],
): string {
  const list = renderChecklistBlock(listSuggested(policy, suggestions));
  return `Which number does this change serve? Tick one, or add the line \`Impact: <metric>\` to the description.\n\n${list}`;
}

function listSuggested(
  policy: Policy,
  suggestions: readonly Pick<Suggestion, "metric">[],
): readonly Metric[] {
  return suggestions.flatMap(({ metric }) => policy.shownMetrics.get(metric) ?? []);
}
