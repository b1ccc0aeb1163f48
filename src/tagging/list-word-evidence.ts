import { showCode } from "../text/show-code.ts";
import type { Policy } from "./compile-policy.ts";
import { findLabelled } from "./list-issue-evidence.ts";
import type { FoundKeyword } from "./match-keywords.ts";
import type { Evidence } from "./rank-evidence.ts";

const LABEL = 0.65;
const KEYWORD = 0.5;

/** Metrics whose `labels` the pull request carries. */
export function listLabelEvidence(labels: readonly string[], policy: Policy): readonly Evidence[] {
  return findLabelled(labels, policy).map(({ metric, label }) => ({
    metric,
    source: "label" as const,
    renderReason: () => `it has the label ${showCode(label)}`,
    sureness: LABEL,
  }));
}

/** Metrics whose `keywords` stand in the title, else in the branch, as whole words. */
export function listKeywordEvidence(
  facts: { readonly title: string; readonly branch?: string },
  policy: Policy,
): readonly Evidence[] {
  const inTitle = policy.keywords.findKeywords(facts.title);
  const inBranch = policy.keywords
    .findKeywords(facts.branch ?? "")
    .filter(({ metric }) => !inTitle.some((found) => found.metric === metric));
  const toKeywordEvidence =
    (place: string) =>
    ({ metric, keyword }: FoundKeyword) => ({
      metric,
      source: "keyword" as const,
      renderReason: () => `the ${place} speaks of ${showCode(keyword)}`,
      sureness: KEYWORD,
    });
  return [...inTitle.map(toKeywordEvidence("title")), ...inBranch.map(toKeywordEvidence("branch"))];
}
