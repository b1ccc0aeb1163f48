import type { Answer } from "../model/answer.ts";
import type { Assessment, CatalogState, Situation } from "../model/assessment.ts";
import type { PullRequest } from "../model/pull-request.ts";
import type { ClaimHistory } from "./claim-history.ts";
import { compilePolicy, type Policy } from "./compile-policy.ts";
import { type AnswerDecision, decideAnswer } from "./decide-answer.ts";
import { findExemption } from "./find-exemption.ts";
import { asksForHelp } from "./list-said.ts";
import { suggestMetrics } from "./suggest-metrics.ts";

export interface AssessmentInput {
  readonly pullRequest: PullRequest;
  readonly catalog: CatalogState;
  /**
   * `compilePolicy` of the catalog and the repository's visibility, compiled once for many. Absent: it is compiled
   * here, for a private repository.
   */
  readonly policy?: Policy;
  readonly history: ClaimHistory;
  /** Withholds suggestions (`isBlind`); ignored in `require`. */
  readonly blind?: boolean;
}

const NOTHING_KNOWN = {
  answer: { kind: "unanswered" },
  suggestions: [],
  blind: false,
  problems: [],
  areas: [],
} as const satisfies Omit<Assessment, "situation">;

/** What the facts of a pull request come to: the first row of the table in docs/reference/check.md that holds. */
export function assessPullRequest(input: AssessmentInput): Assessment {
  const { pullRequest, catalog } = input;
  const help = pullRequest.saidLater.some(asksForHelp) ? ({ isHelpAsked: true } as const) : {};
  if (catalog.kind !== "valid") {
    return { situation: toSituationWithoutCatalog(pullRequest, catalog), ...NOTHING_KNOWN, ...help };
  }
  const policy = input.policy ?? compilePolicy(catalog.catalog);
  const decision = decideAnswer(pullRequest, policy.vocabulary);
  const blind = input.blind === true && policy.catalog.prompt.mode !== "require";
  const touched = new Set(policy.areas.matchAreas(pullRequest.paths).areas.map(({ area }) => area));
  return {
    situation: toSituation(pullRequest, decision.answer, policy),
    answer: decision.answer,
    suggestions: blind ? [] : listSuggestions(pullRequest, decision, { policy, history: input.history }),
    blind,
    problems: decision.problems,
    ...help,
    areas: policy.catalog.areas.flatMap(({ key }) => (touched.has(key) ? [key] : [])),
  };
}

function toSituationWithoutCatalog(
  { isMerged }: PullRequest,
  catalog: Exclude<CatalogState, { kind: "valid" }>,
): Situation {
  switch (catalog.kind) {
    case "absent":
      return { kind: "no-catalog" };
    case "unreadable":
      return isMerged ? { kind: "merged" } : { kind: "catalog-unreadable", reason: catalog.reason };
    case "broken":
      return isMerged ? { kind: "merged" } : { kind: "catalog-broken", problems: catalog.problems };
  }
}

function toSituation(pullRequest: PullRequest, answer: Answer, policy: Policy): Situation {
  if (pullRequest.isMerged) {
    return { kind: "merged" };
  }
  if (answer.kind !== "unanswered") {
    return { kind: "answered", answer };
  }
  if (pullRequest.isDraft) {
    return { kind: "draft" };
  }
  const by = findExemption({ ...pullRequest, logins: [pullRequest.author.login] }, policy);
  if (by !== undefined) {
    return { kind: "exempt", by };
  }
  const { mode } = policy.catalog.prompt;
  return { kind: "unanswered", mode, authorCanWrite: pullRequest.authorCanWrite };
}

function listSuggestions(
  pullRequest: PullRequest,
  { agentClaims }: AnswerDecision,
  { policy, history }: { readonly policy: Policy; readonly history: ClaimHistory },
): Assessment["suggestions"] {
  return suggestMetrics({ ...pullRequest, agentClaims }, policy, history);
}
