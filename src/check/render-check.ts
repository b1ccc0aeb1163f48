import type { Assessment } from "../model/assessment.ts";
import type { CheckOutput } from "../model/check-output.ts";
import { cutText } from "../text/cut-text.ts";
import { buildActions } from "./build-actions.ts";
import type { CheckContext } from "./check-context.ts";
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
    text: renderDetails(assessment, context, LONGEST),
    actions: buildActions(assessment, context),
    annotations: [],
  };
}
