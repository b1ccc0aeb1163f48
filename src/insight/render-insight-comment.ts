import type { InsightView } from "./facts.ts";
import { FEWEST_ANSWERED } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { renderFinding } from "./render-finding.ts";

/** Marks our comment; that it stands in a comment proves nothing, for anybody can write it. */
export const INSIGHT_MARKER = "<!-- throughline:insight -->";

export interface InsightContent {
  /** The strongest first, at most three. */
  readonly findings: readonly Finding[];
  /** Why the comment is there, which matters where there is nothing to say. */
  readonly voice: "asked" | "unasked";
  /** What the pull request says: every rule needs a metric. */
  readonly says: "a metric" | "no metric" | "nothing";
  /** Answered changes of the repository so far. */
  readonly answered: number;
}

/** The whole sticky comment as Markdown. Calls nobody and leaves no cross reference. */
export function renderInsightComment(content: InsightContent, view: InsightView): string {
  const { findings } = content;
  const said =
    findings.length === 0
      ? [renderNothing(content)]
      : [
          "What earlier changes say about this one:",
          findings.map((finding) => `- ${renderFinding(finding, view)}`).join("\n"),
        ];
  return [INSIGHT_MARKER, ...said, ...renderProgress(content, view), renderOrigin(view)].join("\n\n");
}

function renderNothing({ voice, says }: InsightContent): string {
  if (voice === "unasked") return "What stood here no longer holds for this change as it is now.";
  switch (says) {
    case "a metric":
      return "Nothing stands out: no rule has something to say about this change.";
    case "no metric":
      return "This change claims no metric, so there is nothing to compare.";
    case "nothing":
      return "Nobody has said yet which number this change serves, so there is nothing to compare. Add `Impact: <metric>` to the description; this comment then follows.";
  }
}

function renderProgress({ voice, answered }: InsightContent, { policy }: InsightView): readonly string[] {
  const isWaiting = policy.catalog.insight.comment === "auto" && answered < FEWEST_ANSWERED;
  return voice === "asked" && isWaiting
    ? [
        `${answered} of ${FEWEST_ANSWERED} answered changes are there. From ${FEWEST_ANSWERED} on this comes unasked where a rule has something to say.`,
      ]
    : [];
}

function renderOrigin({ privacyUrl }: InsightView): string {
  return `<sub>Counted from what people said: claims, not measurements. \`/insight\` asks anew, \`insight: { comment: off }\` in the catalog ends this. [What is kept](${privacyUrl}).</sub>`;
}
