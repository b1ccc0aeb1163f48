import { renderChecklistBlock } from "../catalog/render-checklist-block.ts";
import type { Suggestion } from "../model/assessment.ts";
import type { Metric } from "../model/catalog.ts";
import type { Policy } from "../tagging/compile-policy.ts";
import { showCode } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";
import { listShownMetrics } from "./render-answer.ts";

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

const MOST_KEYS = 20;

/** What the check's text says while a comment `/impact help` stands. */
export function renderCommandHelp(context: CheckContext): string {
  const keys = listShownMetrics(context).map(({ key }) => key);
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : "";
  return [
    "**How to answer in a comment**",
    "",
    "Each on a line of its own:",
    "",
    "- `/impact <metric>`, `/impact protects <metric>`, `/impact enables <metric>`",
    "- `/impact none`, `/impact unsure`, `/impact for #<number>`",
    "- `/impact ask` adds a list to tick to your comment",
    "- `/insight` tells what earlier changes say about this one",
    "- `/credit @login <what was well decided>` and `/learned <what others could use>` are for the weekly summary; `/throughline credit off` leaves you out of it",
    "",
    ...(keys.length === 0 ? [] : [`Metrics: ${keys.slice(0, MOST_KEYS).map(showCode).join(", ")}${more}.`]),
    "The line `Impact: <metric>` in the description says the same, and comes first.",
  ].join("\n");
}
