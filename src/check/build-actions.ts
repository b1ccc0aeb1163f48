import type { Assessment } from "../model/assessment.ts";
import type { CheckAction } from "../model/check-output.ts";
import { cutText } from "../text/cut-text.ts";
import type { CheckContext } from "./check-context.ts";

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
export function findOffered({ suggestions }: Assessment, { offered }: CheckContext): string | undefined {
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
