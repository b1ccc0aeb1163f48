import type { ReportCommand } from "../../tagging/parse-report-command.ts";
import { cutText } from "../../text/cut-text.ts";
import { type DecidedQuestion, LONGEST_DECISION } from "./report-record.ts";

export interface KnownQuestions {
  /** As numbered in the report that is replied to. */
  readonly questions: readonly DecidedQuestion[];
  /** What was decided before, by other comments. */
  readonly decisions: readonly Pick<DecidedQuestion, "question">[];
  /** What this comment was about before it was edited. */
  readonly before?: DecidedQuestion | undefined;
}

/** The question that is named, else what the comment was about before, else the first that nobody has decided. */
export function findDecided(
  command: Extract<ReportCommand, { kind: "decided" }>,
  { questions, decisions, before }: KnownQuestions,
): (DecidedQuestion & { readonly text: string }) | undefined {
  const named = command.place === undefined ? undefined : questions[command.place - 1];
  const isText = command.place === undefined || command.whole !== undefined;
  const open = questions.find(({ question }) => !decisions.some((one) => one.question === question));
  const about = named ?? (isText ? (before ?? open) : undefined);
  if (about === undefined) return undefined;
  const { metrics, areas, audience } = about;
  return {
    question: about.question,
    ...(metrics === undefined ? {} : { metrics }),
    ...(areas === undefined ? {} : { areas }),
    ...(audience === undefined ? {} : { audience }),
    text: cutText((named === undefined ? command.whole : undefined) ?? command.text, LONGEST_DECISION),
  };
}
