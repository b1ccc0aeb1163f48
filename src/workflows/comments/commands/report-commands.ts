import { parseReportCommand, type ReportCommand } from "../../../tagging/parse-report-command.ts";
import { cutText } from "../../../text/cut-text.ts";
import type { StoredDecision } from "../../ports/report-store.ts";
import { type DecidedQuestion, LONGEST_DECISION, type ReportRecord } from "../../report/report-record.ts";
import { type CommentThread, defineCommand, type Said } from "../command.ts";

type Thread = CommentThread<"report-issue">;
type Decided = Extract<ReportCommand, { kind: "decided" }>;
type DecidedText = DecidedQuestion & { readonly text: string };

/** Stands for one that the issue does not hold any more. */
const FORGOTTEN: DecidedQuestion = { question: "A question of an earlier report" };

/** `/decided`: a reply to a question of the report. */
export const decidedCommand = defineCommand({
  name: "decided",
  words: ["decided"],
  places: ["report-issue"],
  parse: (body) => {
    const command = parseReportCommand(body);
    return command?.kind === "decided" ? command : undefined;
  },
  mayBeSaidBy: () => "write",
  apply: async (thread, said) => {
    const decision = await findDecision(thread, said);
    return decision === undefined
      ? { verdict: "unclear", writes: {} }
      : { verdict: "accepted", writes: { decisions: [decision] } };
  },
  undo: async ({ context, repository }, commentId) => {
    const decisions = await context.store.listDecisions(repository.id);
    const before = decisions.find((one) => one.commentId === commentId);
    return before === undefined ? {} : { decisions: [{ ...before, text: "" }] };
  },
});

/** `/report`: make it now. It asks once, as it is written: whoever edits the comment does not ask again. */
export const reportCommand = defineCommand({
  name: "report",
  words: ["report"],
  places: ["report-issue"],
  parse: (body) => {
    const command = parseReportCommand(body);
    return command?.kind === "report" ? command : undefined;
  },
  mayBeSaidBy: () => "write",
  apply: async (_thread, { isEdited }) =>
    isEdited ? { verdict: "silent", writes: {} } : { verdict: "accepted", writes: {}, request: "report" },
  undo: async () => ({}),
});

async function findDecision(
  thread: Thread,
  { parsed, commentId, createdAtMs: saidAtMs }: Said<Decided>,
): Promise<StoredDecision | undefined> {
  const { context, repository, place } = thread;
  const decisions = place.decisions ?? (await context.store.listDecisions(repository.id));
  const about =
    findNoted(parsed, commentId, place.noted) ??
    findQuestion(parsed, {
      questions: place.questions,
      decisions,
      before: decisions.find((one) => one.commentId === commentId),
    }) ??
    // It was taken once, whatever became of its question.
    (place.noted === undefined ? undefined : { ...FORGOTTEN, text: parsed.whole ?? parsed.text });
  if (about === undefined) return undefined;
  const text = cutText(about.text, LONGEST_DECISION);
  return { repositoryId: repository.id, commentId, ...about, text, saidAtMs };
}

/** What the issue says of a comment that was processed before it was last written; later ones reply to its questions. */
function findNoted(
  command: Decided,
  commentId: number,
  noted: ReportRecord["decided"] | undefined,
): DecidedText | undefined {
  const newest = Math.max(0, ...(noted ?? []).map(({ comment }) => comment));
  if (noted === undefined || commentId > newest) return undefined;
  const known = noted.find(({ comment }) => comment === commentId);
  if (known?.question === undefined) return { ...FORGOTTEN, text: command.whole ?? command.text };
  const { comment: _, question, isWhole, ...about } = known;
  return { ...about, question, text: (isWhole === true ? command.whole : undefined) ?? command.text };
}

interface KnownQuestions {
  readonly questions: readonly DecidedQuestion[];
  /** What was decided before, by other comments. */
  readonly decisions: readonly Pick<DecidedQuestion, "question">[];
  /** What this comment was about before it was edited. */
  readonly before: DecidedQuestion | undefined;
}

/** The question that is named, else what the comment was about before, else the first that nobody has decided. */
function findQuestion(
  command: Decided,
  { questions, decisions, before }: KnownQuestions,
): DecidedText | undefined {
  const named = command.place === undefined ? undefined : questions[command.place - 1];
  const isText = command.place === undefined || command.whole !== undefined;
  const open = questions.find((asked) => !decisions.some(({ question }) => question === asked.question));
  const about = named ?? (isText ? (before ?? open) : undefined);
  if (about === undefined) return undefined;
  const { metrics, areas, audience } = about;
  return {
    question: about.question,
    ...(metrics === undefined ? {} : { metrics }),
    ...(areas === undefined ? {} : { areas }),
    ...(audience === undefined ? {} : { audience }),
    text: (named === undefined ? command.whole : undefined) ?? command.text,
  };
}
