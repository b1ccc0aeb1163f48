import type { Assessment, Situation, Suggestion } from "../model/assessment.ts";
import type { CheckAction } from "../model/check.ts";
import { cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { showCode } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";
import { listShownMetrics } from "./render-answer.ts";

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

const LONGEST_LABEL = 20;
const LONGEST_DESCRIPTION = 40;

/**
 * Buttons stand where something is still asked, and where a button answered: nothing else can take that back. Any
 * other answer is changed where it stands. Labels and descriptions are plain text.
 */
export function buildActions(assessment: Assessment, context: CheckContext): readonly CheckAction[] {
  const { situation } = assessment;
  const isAsked = situation.kind === "unanswered";
  if (!isAsked && !(situation.kind === "answered" && situation.answer.source === "button")) {
    return [];
  }
  const offered = findOffered(assessment, context);
  return [
    ...(offered === undefined ? [] : [toYes(offered)]),
    { label: "No metric", description: "It serves none: a full answer", identifier: "none" },
    { label: "Not sure", description: "Nobody can tell: a full answer", identifier: "unsure" },
  ];
}

/** What the first button claims: one metric, however many are suggested. */
function findOffered({ suggestions }: Assessment, { offered }: CheckContext): string | undefined {
  return offered ?? suggestions[0]?.metric;
}

/** The description holds the longest key whole; the label may end in an ellipsis. */
function toYes(metric: string): CheckAction {
  const claim = `Claims ${metric}`;
  return {
    label: cutText(`Yes: ${metric}`, LONGEST_LABEL),
    description: claim.length > LONGEST_DESCRIPTION ? cutText(metric, LONGEST_DESCRIPTION) : claim,
    identifier: "yes",
  };
}
