import type { LinkedIssue } from "../model/pull-request.ts";
import { toReferenceKey } from "../model/reference.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { toPlainWord } from "../text/keyboard.ts";
import { showCode } from "../text/show-code.ts";
import type { Policy } from "./compile-policy.ts";
import { parseDescription } from "./parse-description.ts";
import type { Evidence } from "./rank-evidence.ts";

const LINE = 0.8;
const LABEL = 0.6;
const KEYWORD = 0.4;

/** What linked issues speak for: a line that does not answer, their labels, their titles. */
export function listIssueEvidence(issues: readonly LinkedIssue[], policy: Policy): readonly Evidence[] {
  return issues.flatMap((issue) => {
    const name = escapeMarkdown(toReferenceKey(issue.reference));
    const { line } = parseDescription(issue.body, policy.vocabulary);
    const claims = line?.kind === "tags" ? line.claims : [];
    return [
      ...claims.map(({ metric }) => ({
        metric,
        source: "issue" as const,
        renderReason: () => `the linked issue ${name} says so`,
        sureness: LINE,
      })),
      ...findLabelled(issue.labels, policy).map(({ metric, label }) => ({
        metric,
        source: "issue" as const,
        renderReason: () => `the linked issue ${name} has the label ${showCode(label)}`,
        sureness: LABEL,
      })),
      ...policy.keywords.findKeywords(issue.title).map(({ metric, keyword }) => ({
        metric,
        source: "issue" as const,
        renderReason: () => `the linked issue ${name} speaks of ${showCode(keyword)}`,
        sureness: KEYWORD,
      })),
    ];
  });
}

interface LabelledMetric {
  readonly metric: string;
  /** As it stands on the pull request or issue. */
  readonly label: string;
}

/** Metrics that may be shown and list one of the labels, in catalog order. */
export function findLabelled(labels: readonly string[], policy: Policy): readonly LabelledMetric[] {
  const present = new Map(labels.map((label) => [toPlainWord(label), label]));
  if (present.size === 0) {
    return [];
  }
  return [...policy.shownMetrics.values()].flatMap(({ key: metric, labels: wanted }) => {
    const label = wanted.map((word) => present.get(toPlainWord(word))).find((found) => found !== undefined);
    return label === undefined ? [] : [{ metric, label }];
  });
}
