import type { Answer, AnswerProblem } from "../model/answer.ts";
import type { Said } from "./list-said.ts";

/** An answer of one place before precedence, and what could not be taken as meant. */
export interface DecidedAnswer {
  readonly said: Said;
  readonly answer: Exclude<Answer, { kind: "unanswered" }>;
  readonly problem?: AnswerProblem;
}
