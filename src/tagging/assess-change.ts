import type { Answer, Claim } from "../model/answer.ts";
import type { Suggestion } from "../model/assessment.ts";
import type { AssessedChange } from "../model/change.ts";
import { type Change, toChangeId } from "../model/change.ts";
import type { PullRequest, ReferenceReading } from "../model/pull-request.ts";
import { toChangeAnswer } from "./assess-landed-pull-request.ts";
import type { ClaimHistory } from "./claim-history.ts";
import type { Policy } from "./compile-policy.ts";
import { decideAnswer } from "./decide-answer.ts";
import { type ExemptionFacts, findExemption, listLogins } from "./find-exemption.ts";
import { guessMetric, type SuggestionFacts, suggestMetrics } from "./suggest-metrics.ts";

/** What is known of the changes before this one. */
export interface Past {
  readonly history: ClaimHistory;
  /** `toReferenceKey(target)` -> what is known of the targets of `for #n`; absent: none is known. */
  readonly references?: ReadonlyMap<string, ReferenceReading>;
  /** Guesses take most of the time; leave them out where nobody will read them. Made unless told. */
  readonly guesses?: "made" | "left-out";
}

/**
 * How a landed change stands. Call it oldest change first with one history: what the change declares is added to
 * the history after its guess was made.
 */
export function assessChange(change: Change, policy: Policy, past: Past): AssessedChange {
  const logins = listLogins(change.author);
  const pullRequest = toPullRequest(change, logins, past.references);
  const { answer, agentClaims } = decideAnswer(pullRequest, policy.vocabulary);
  const eligible = findExemption(toExemptionFacts(change, logins), policy) === undefined;
  const { areas, unmatched } = policy.areas.matchAreas(change.paths);
  const isGuessed = eligible && answer.kind === "unanswered" && past.guesses !== "left-out";
  const guess = isGuessed
    ? guessMetric(toSuggestionFacts(change, agentClaims), policy, past.history)
    : undefined;
  addToHistory(change, answer, past.history);
  const assessed: Draft<AssessedChange> = {
    id: toChangeId(change),
    sha: change.sha,
    title: change.title,
    author: change.author,
    landedAtMs: change.landedAtMs,
    areas,
    touchesNoArea: unmatched > 0,
    paths: change.paths,
    eligible,
    asked: eligible,
    answer: toChangeAnswer(answer),
  };
  if (change.number !== undefined) {
    assessed.number = change.number;
  }
  if (guess !== undefined) {
    assessed.guess = guess;
  }
  if (change.reverts !== undefined) {
    assessed.reverts = change.reverts;
  }
  return assessed;
}

/** What would have been suggested for a landed change, and what its message then declares. */
export interface ChangeSuggestions {
  readonly suggestions: readonly Suggestion[];
  /** Keys, as the history takes them in. */
  readonly declared: readonly string[];
}

/** As `assessChange`, for whoever wants to see what was suggested, whether the change was answered or exempt or not. */
export function suggestForChange(change: Change, policy: Policy, past: Past): ChangeSuggestions {
  const logins = listLogins(change.author);
  const { answer, agentClaims } = decideAnswer(
    toPullRequest(change, logins, past.references),
    policy.vocabulary,
  );
  const suggestions =
    past.guesses === "left-out"
      ? []
      : suggestMetrics(toSuggestionFacts(change, agentClaims), policy, past.history);
  addToHistory(change, answer, past.history);
  return { suggestions, declared: listDeclared(answer) };
}

/** For what is made once for each of a million changes: a conditional spread takes 40 times as long as a condition. */
type Draft<Made> = { -readonly [Key in keyof Made]: Made[Key] };

const NO_REFERENCES: ReadonlyMap<string, ReferenceReading> = new Map();

function toExemptionFacts(change: Change, logins: readonly string[]): ExemptionFacts {
  const facts: Draft<ExemptionFacts> = { logins, labels: change.labels, paths: change.paths };
  if (change.pathsTruncated !== undefined) {
    facts.pathsTruncated = change.pathsTruncated;
  }
  return facts;
}

function toSuggestionFacts(change: Change, agentClaims: readonly Claim[]): SuggestionFacts {
  const { title, labels, paths } = change;
  return { title, labels, paths, linkedIssues: [], agentClaims };
}

function toPullRequest(
  change: Change,
  logins: readonly string[],
  references: Past["references"],
): PullRequest {
  const isBot = logins.some((login) => /\[bot\]$/iu.test(login));
  const pullRequest: Draft<PullRequest> = {
    title: change.title,
    body: change.body,
    author: { login: logins[0] ?? "", isBot },
    authorCanWrite: true,
    isDraft: false,
    isMerged: true,
    labels: change.labels,
    paths: change.paths,
    saidLater: [],
    linkedIssues: [],
    references: references ?? NO_REFERENCES,
  };
  if (change.number !== undefined) {
    pullRequest.number = change.number;
  }
  if (change.pathsTruncated !== undefined) {
    pullRequest.pathsTruncated = change.pathsTruncated;
  }
  return pullRequest;
}

function addToHistory(change: Change, answer: Answer, history: ClaimHistory): void {
  const declared = listDeclared(answer);
  if (declared.length > 0) history.add(change, declared);
}

function listDeclared(answer: Answer): readonly string[] {
  if (answer.kind !== "tags") return [];
  const isDeclared = answer.tags.every(({ provenance }) => provenance === "declared");
  return isDeclared ? answer.tags.map(({ metric }) => metric) : [];
}
