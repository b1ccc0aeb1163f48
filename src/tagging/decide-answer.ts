import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { Answer, AnswerProblem, AnswerSource, Claim, Tag } from "../model/answer.ts";
import type { PullRequest, ReferenceReading } from "../model/pull-request.ts";
import { toReferenceKey } from "../model/reference.ts";
import { joinWords } from "./answer-problems.ts";
import type { DecidedAnswer } from "./decided-answer.ts";
import { listSaid, type Said } from "./list-said.ts";

export interface AnswerDecision {
  readonly answer: Answer;
  readonly problems: readonly AnswerProblem[];
  /** What bot accounts wrote into the description: to be suggested. */
  readonly agentClaims: readonly Claim[];
}

/** The answer that counts: the first place in order that says something definite, else the first `unsure`. */
export function decideAnswer(pullRequest: PullRequest, vocabulary: Vocabulary): AnswerDecision {
  const { said, agent, problems, agentProblems } = listSaid(pullRequest, vocabulary);
  const decided = said.map((one) => ({ said: one, ...toAnswer(one, pullRequest.references) }));
  const winner = decided.find(({ answer }) => isDefinite(answer)) ?? decided[0];
  return {
    answer: winner?.answer ?? { kind: "unanswered" },
    problems: [
      ...problems,
      ...(winner === undefined ? agentProblems : []),
      ...decided.flatMap((one) => (one.problem ? [one.problem] : [])),
      ...(winner ? toOutranked(decided, winner, vocabulary) : []),
    ],
    agentClaims: agent?.kind === "tags" ? agent.claims : [],
  };
}

/** `unsure`, and `for` without a tag to take, yield to whatever is definite below them. */
function isDefinite(answer: Answer): boolean {
  switch (answer.kind) {
    case "tags":
    case "none":
      return true;
    case "for":
      return answer.tags.length > 0;
    case "unsure":
    case "unanswered":
      return false;
  }
}

function toAnswer(
  said: Said,
  references: ReadonlyMap<string, ReferenceReading>,
): Pick<DecidedAnswer, "answer" | "problem"> {
  const { statement, source, from } = said;
  const common = {
    source,
    ...(statement.reason !== undefined && { reason: statement.reason }),
    ...(from && { from }),
  };
  switch (statement.kind) {
    case "tags":
      return { answer: { kind: "tags", ...common, tags: toTags(said, statement.claims) } };
    case "none":
      return { answer: { kind: "none", ...common } };
    case "unsure":
      return { answer: { kind: "unsure", ...common } };
    case "for": {
      const { target } = statement;
      const { claims, problem } = inherit(toReferenceKey(target), references);
      const tags = toTags({ ...said, source: "reference", provenance: "inherited" }, claims);
      return { answer: { kind: "for", ...common, target, tags }, ...(problem && { problem }) };
    }
  }
}

function toTags({ source, provenance, statement, saidAtMs }: Said, claims: readonly Claim[]): readonly Tag[] {
  return claims.map(({ metric, effect }) => ({
    metric,
    effect,
    provenance,
    source,
    ...(statement.reason !== undefined && { reason: statement.reason }),
    ...(saidAtMs !== undefined && { saidAtMs }),
  }));
}

/** The target's claims as `enables`, one hop; without any a sentence that says why it stands as `unsure`. */
function inherit(
  target: string,
  references: ReadonlyMap<string, ReferenceReading>,
): { readonly claims: readonly Claim[]; readonly problem?: AnswerProblem } {
  const reading = references.get(target) ?? { kind: "unreadable" };
  const standsAsUnsure = (why: string) => ({
    claims: [],
    problem: {
      code: "reference-without-tags",
      message: `${target} ${why}: this counts as not sure until it does.`,
    },
  });
  switch (reading.kind) {
    case "unreadable":
      return {
        claims: [],
        problem: {
          code: "reference-unreadable",
          message: `${target} can't be read here (it does not exist, or not all who read this repository may read it): this counts as not sure.`,
        },
      };
    case "unanswered":
      return standsAsUnsure("names no metric yet");
    case "answered":
      switch (reading.statement.kind) {
        case "tags":
          return {
            claims: reading.statement.claims.map(({ metric }) => ({ metric, effect: "enables" as const })),
          };
        case "for":
          return standsAsUnsure("points on to another one instead of naming a metric");
        case "none":
        case "unsure":
          return standsAsUnsure("names no metric");
      }
  }
}

const PLACES: Readonly<Record<AnswerSource, string>> = {
  line: "the line in the description",
  checklist: "the checklist in the description",
  command: "the /impact command",
  button: "the button of the check",
  list: "the ticked list",
  label: "the label",
  reference: "the reference",
  issue: "the linked issue",
};

/**
 * What people said on purpose and what does not count, because a stronger place says otherwise. Linked issues are
 * silent: they were not written for this pull request.
 */
function toOutranked(
  decided: readonly DecidedAnswer[],
  winner: DecidedAnswer,
  vocabulary: Pick<Vocabulary, "metrics" | "withHidden">,
): readonly AnswerProblem[] {
  const hidden = new Set(vocabulary.withHidden?.metrics.map(({ key }) => key));
  for (const { key } of vocabulary.metrics) hidden.delete(key);
  const name = (answer: Answer): string => describe(answer, hidden);
  return decided
    .filter(
      ({ said, answer }) =>
        decided.indexOf(winner) < decided.findIndex((one) => one.said === said) &&
        said.source !== "issue" &&
        describe(answer) !== describe(winner.answer),
    )
    .map(({ said, answer }) => ({
      code: "outranked",
      ...(said.commentId === undefined ? {} : { commentId: said.commentId }),
      message: `${capitalise(PLACES[said.source])} (${name(answer)}) does not count: ${PLACES[winner.said.source]} says ${name(winner.answer)}, and that comes first.`,
    }));
}

/** @param hidden Keys of metrics that must not be named. */
function describe(answer: Answer, hidden: ReadonlySet<string> = new Set()): string {
  const nameKey = (key: string): string => (hidden.has(key) ? "a private metric" : key);
  switch (answer.kind) {
    case "tags":
      return joinWords(
        answer.tags.map(({ metric, effect }) =>
          effect === "moves" ? nameKey(metric) : `${effect} ${nameKey(metric)}`,
        ),
        "and",
      );
    case "for":
      return `for ${answer.target.repository ?? ""}#${answer.target.number}`;
    case "none":
    case "unsure":
    case "unanswered":
      return answer.kind;
  }
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
