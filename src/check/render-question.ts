import type { Assessment, Situation } from "../model/assessment.ts";
import type { Suggestion } from "../model/suggestion.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { showCode } from "../text/show-code.ts";
import { findOffered } from "./build-actions.ts";
import type { CheckContext } from "./check-context.ts";
import { listShownMetrics } from "./list-shown-metrics.ts";

const MOST_METRICS = 10;

/** What to paste, what is suggested and why, and the other ways to answer. */
export function renderQuestion(
  assessment: Assessment,
  situation: Extract<Situation, { kind: "unanswered" }>,
  context: CheckContext,
): readonly string[] {
  const { suggestions } = assessment;
  const [first] = suggestions;
  return [
    first === undefined
      ? "Which number does this change serve? Add one line to the description, with a metric below or `none`:"
      : "Add one line to the description:",
    `\`\`\`text\nImpact: ${first?.metric ?? "none"}\n\`\`\``,
    first === undefined ? renderMetrics(context) : renderSuggestions(suggestions, context),
    renderOtherWays(situation, renderOffer(assessment, context)),
    situation.mode === "require"
      ? "This repository asks for an answer before the merge. `none` and `unsure` are full answers."
      : "This check never holds up the merge. `none` and `unsure` are full answers.",
  ].filter((paragraph) => paragraph !== "");
}

/** ` (yes claims `refund-rate` alone)` */
function renderOffer(assessment: Assessment, context: CheckContext): string {
  const offered = findOffered(assessment, context);
  if (offered === undefined) return "";
  return ` (yes claims ${showCode(offered)}${assessment.suggestions.length > 1 ? " alone" : ""})`;
}

function renderOtherWays(
  { authorCanWrite }: Extract<Situation, { kind: "unanswered" }>,
  offer: string,
): string {
  return authorCanWrite
    ? `Or press a button above${offer}, or comment \`/impact ask\` for a list to tick.`
    : "Or comment `/impact ask` for a list to tick. A maintainer can answer too, with `/impact <metric>`.";
}

function renderSuggestions(suggestions: readonly Suggestion[], context: CheckContext): string {
  const lines = suggestions.map(
    ({ metric, reason }) => `- ${showCode(metric)}${renderName(metric, context)}: ${reason}`,
  );
  return `**Suggested**\n\n${lines.join("\n")}`;
}

function renderMetrics(context: CheckContext): string {
  const metrics = listShownMetrics(context);
  if (metrics.length === 0) {
    return "";
  }
  const lines = metrics
    .slice(0, MOST_METRICS)
    .map(({ key }) => `- ${showCode(key)}${renderName(key, context)}`);
  const more = metrics.length - lines.length;
  return `**Metrics**\n\n${[...lines, ...(more > 0 ? [`- and ${more} more in the catalog`] : [])].join("\n")}`;
}

function renderName(key: string, { catalog }: CheckContext): string {
  const name = catalog?.metrics.find((metric) => metric.key === key)?.name;
  return name === undefined ? "" : ` (${escapeMarkdown(name)})`;
}
