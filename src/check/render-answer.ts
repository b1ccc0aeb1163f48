import type { Answer, AnswerSource, Tag } from "../model/answer.ts";
import type { Metric } from "../model/catalog.ts";
import { toReferenceKey } from "../model/reference.ts";
import { joinWords } from "../tagging/answer-problems.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { showCode } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";

type Said = Exclude<Answer, { kind: "unanswered" }>;

/** What was said, in whole sentences, with its reason. */
export function renderAnswer(answer: Said, context: CheckContext): readonly string[] {
  const reason = answer.reason === undefined ? [] : [`Reason: ${escapeMarkdown(answer.reason)}`];
  return [...renderSaid(answer, context), ...reason, `To change the answer, ${CHANGING[answer.source]}.`];
}

const LINE = "add the line `Impact: <metric>` to the description, which comes first";

/** What a person can do about it: a button has no text to edit. */
const CHANGING: Readonly<Record<AnswerSource, string>> = {
  line: "edit the line in the description",
  checklist: "tick another box in the description",
  command: `comment \`/impact <metric>\` once more, or ${LINE}`,
  button: `press another button above, or ${LINE}`,
  list: `tick another box in that list, or ${LINE}`,
  label: `change the label, or ${LINE}`,
  reference: "edit the line in the description",
  issue: LINE,
};

function renderSaid(answer: Said, context: CheckContext): readonly string[] {
  switch (answer.kind) {
    case "tags":
      return [`This change claims to\n\n${renderTags(answer.tags, context)}`];
    case "none":
      return ["This change serves no metric. That is a full answer."];
    case "unsure":
      return ["Nobody can tell yet which metric this change serves. That is a full answer."];
    case "for": {
      const target = showCode(toReferenceKey(answer.target));
      return answer.tags.length === 0
        ? [`This change is for ${target}, which gives it no metric: it counts as not sure.`]
        : [
            `This change is for ${target}. From there it inherits the claim to\n\n${renderTags(answer.tags, context)}`,
          ];
    }
  }
}

/** `- protect **Refund rate** (`refund-rate`)` */
function renderTags(tags: readonly Tag[], context: CheckContext): string {
  return tags
    .map(({ metric, effect }) => {
      const verb = { moves: "move", protects: "protect", enables: "enable" }[effect];
      return `- ${verb} ${describeMetric(metric, context)}`;
    })
    .join("\n");
}

function describeMetric(key: string, context: CheckContext): string {
  if (isHidden(key, context)) {
    return "a private metric";
  }
  const name = context.catalog?.metrics.find((metric) => metric.key === key)?.name;
  return name === undefined ? showCode(key) : `**${escapeMarkdown(name)}** (${showCode(key)})`;
}

/** `a`, `a and b`; metrics that must not be named here are counted: `a and a private metric`. */
export function nameMetrics(keys: readonly string[], context: CheckContext): string {
  const shown = keys.filter((key) => !isHidden(key, context));
  const hidden = keys.length - shown.length;
  const counted = hidden === 0 ? [] : [hidden === 1 ? "a private metric" : `${hidden} private metrics`];
  const words = [...shown, ...counted];
  return shown.length === 0 ? joinWords(words, "and").replace(/^a /u, "A ") : joinWords(words, "and");
}

/** Metrics that everybody who reads the check may see, in catalog order. */
export function listShownMetrics({ catalog, repositoryVisibility }: CheckContext): readonly Metric[] {
  return (catalog?.metrics ?? []).filter(
    ({ visibility }) => repositoryVisibility === "private" || visibility === "public",
  );
}

/** True for a metric that must not be named here. A key that the catalog does not know is nobody's secret. */
export function isHidden(key: string, { catalog, repositoryVisibility }: CheckContext): boolean {
  return (
    repositoryVisibility === "public" &&
    catalog?.metrics.find((metric) => metric.key === key)?.visibility === "private"
  );
}
