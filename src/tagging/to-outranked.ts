import type { Vocabulary } from "../catalog/resolve-metric.ts";
import type { Answer, AnswerProblem, AnswerSource } from "../model/answer.ts";
import { joinWords } from "./answer-problems.ts";
import type { DecidedAnswer } from "./decided-answer.ts";

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
export function toOutranked(
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
