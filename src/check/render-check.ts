import type { Assessment } from "../model/assessment.ts";
import type { CheckOutput } from "../model/check-output.ts";
import { countCodePoints } from "../text/count-code-points.ts";
import { cutText } from "../text/cut-text.ts";
import { buildActions } from "./build-actions.ts";
import type { CheckContext } from "./check-context.ts";
import { renderCommandHelp } from "./render-command-help.ts";
import { renderDetails } from "./render-details.ts";
import { renderSummary } from "./render-summary.ts";
import { renderTitle } from "./render-title.ts";
import { toConclusion } from "./to-conclusion.ts";

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
