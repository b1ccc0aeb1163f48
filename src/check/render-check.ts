import type { Assessment, Situation } from "../model/assessment.ts";
import type { CheckOutput, Conclusion } from "../model/check.ts";
import { countCodePoints, cutText } from "../text/cut-text.ts";
import type { CheckContext } from "./check-context.ts";
import { renderCommandHelp } from "./render-checklist.ts";
import { renderDetails } from "./render-details.ts";
import { buildActions } from "./render-question.ts";
import { renderSummary } from "./render-summary.ts";
import { renderTitle } from "./render-title.ts";

/** GitHub's limit on summary and text each, in code points. */
const LONGEST = 65_535;

/** What is posted for an assessment, within GitHub's limits. Conclusion `none`: nothing is posted. */
export function renderCheck(assessment: Assessment, context: CheckContext): CheckOutput {
  return {
    conclusion: toConclusion(assessment.situation),
    title: renderTitle(assessment, context),
    summary: cutText(renderSummary(assessment, context), LONGEST),
    text: renderText(assessment, context),
    actions: buildActions(assessment, context),
    annotations: [],
  };
}

/** Help, where a comment asks for it, then where each value of the catalog came from. */
function renderText(assessment: Assessment, context: CheckContext): string {
  if (assessment.isHelpAsked !== true) return renderDetails(assessment, context, LONGEST);
  const help = `${renderCommandHelp(context)}\n\n`;
  return `${help}${renderDetails(assessment, context, LONGEST - countCodePoints(help))}`.trimEnd();
}

/** Only a person who can act is ever stopped, and only where the catalog says `require`. */
function toConclusion(situation: Situation): Conclusion {
  switch (situation.kind) {
    case "no-catalog":
    case "merged":
      return "none";
    case "catalog-unreadable":
    case "catalog-broken":
    case "draft":
      return "neutral";
    case "answered":
    case "exempt":
      return "success";
    case "unanswered":
      return situation.mode === "require" && situation.authorCanWrite ? "action_required" : "neutral";
  }
}

/**
 * The check of a merge group, from the payload alone and whatever the catalog: a required check that does not
 * answer here holds up everybody in the queue.
 */
export const MERGE_QUEUE_CHECK: CheckOutput = {
  conclusion: "success",
  title: "Merge queue: nothing to do",
  summary: "Each pull request of this group has a check of its own.",
  text: "",
  actions: [],
  annotations: [],
};
