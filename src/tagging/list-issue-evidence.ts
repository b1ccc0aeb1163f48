import type { LinkedIssue } from "../model/pull-request.ts";
import { toReferenceKey } from "../model/reference.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { showCode } from "../text/show-code.ts";
import type { Policy } from "./compile-policy.ts";
import type { Evidence } from "./evidence.ts";
import { findLabelled } from "./find-labelled.ts";
import { parseDescription } from "./parse-description.ts";

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
