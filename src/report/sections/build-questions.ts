import {
  buildDifferingQuestion,
  buildUnexplainedQuestion,
  buildVanishedQuestion,
} from "../questions/build-area-questions.ts";
import {
  buildFocusQuestion,
  buildGuardrailQuestion,
  buildUnclaimedQuestion,
} from "../questions/build-metric-questions.ts";
import type { Candidate, QuestionFacts } from "../questions/question-facts.ts";
import type { ReportQuestion } from "../report.ts";
import { toExamples } from "../to-examples.ts";

const MOST_QUESTIONS = 3;

/** The first three rules that have something to ask, each its strongest case. The order is the weight. */
const RULES: readonly ((facts: QuestionFacts) => Candidate | undefined)[] = [
  buildFocusQuestion,
  buildUnexplainedQuestion,
  buildVanishedQuestion,
  buildGuardrailQuestion,
  buildDifferingQuestion,
  buildUnclaimedQuestion,
];

export function buildQuestions(facts: QuestionFacts): readonly ReportQuestion[] {
  const candidates = RULES.map((rule) => rule(facts)).filter((candidate) => candidate !== undefined);
  return candidates.slice(0, MOST_QUESTIONS).map(({ ids, ...question }) => ({
    ...question,
    examples: listExamples(facts, ids),
    ids,
  }));
}

function listExamples({ context }: QuestionFacts, ids: readonly string[]): ReportQuestion["examples"] {
  const { tally, previous } = context;
  const examples = toExamples(tally.changes, ids);
  // A vanished link's changes are those of the window before.
  return examples.length > 0 || previous === undefined ? examples : toExamples(previous.changes, ids);
}
