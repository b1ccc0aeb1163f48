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
): readonly AnswerProblem[] {
  return decided
    .filter(
      ({ said, answer }) =>
        decided.indexOf(winner) < decided.findIndex((one) => one.said === said) &&
        said.source !== "issue" &&
        describe(answer) !== describe(winner.answer),
    )
    .map(({ said, answer }) => ({
      code: "outranked",
      message: `${capitalise(PLACES[said.source])} (${describe(answer)}) does not count: ${PLACES[winner.said.source]} says ${describe(winner.answer)}, and that comes first.`,
    }));
}

function describe(answer: Answer): string {
  switch (answer.kind) {
    case "tags":
      return joinWords(
        answer.tags.map(({ metric, effect }) => (effect === "moves" ? metric : `${effect} ${metric}`)),
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
