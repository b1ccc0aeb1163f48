import { CHECK_NAME } from "../../../check/check-record.ts";
import { renderChecklist } from "../../../check/render-checklist.ts";
import { hasChecklist, keepTickedItems } from "../../../tagging/parse-checklist.ts";
import { type Command, parseCommands } from "../../../tagging/parse-commands.ts";
import { parseStatement } from "../../../tagging/parse-statement.ts";
import type { StoredStatement, StoreWrites } from "../../ports/service-store.ts";
import { writeContent } from "../../pull-request/write-content.ts";
import { type CommentThread, defineCommand, type Outcome, type Said } from "../command.ts";

type Thread = CommentThread<"pull-request">;

interface AnswerParts {
  /** All of the comment: the place of one among them is what it is known by. */
  readonly commands: readonly Command[];
  readonly hasList: boolean;
}

/** `/impact`: an answer, a list to tick, or help; and the ticked list that the app wrote. */
export const answerCommand = defineCommand({
  name: "answer",
  words: ["impact"],
  places: ["pull-request"],
  readsOurLists: true,
  parse: parseAnswer,
  mayBeSaidBy: () => "author",
  apply: applyAnswer,
  undo: undoAnswer,
});

function parseAnswer(body: string): AnswerParts | undefined {
  const commands = parseCommands(body);
  const hasList = hasChecklist(body);
  return hasList || commands.some(({ kind }) => kind !== "insight") ? { commands, hasList } : undefined;
}

async function applyAnswer(thread: Thread, said: Said<AnswerParts>): Promise<Outcome> {
  const { commands, hasList } = said.parsed;
  const answers = commands.filter(({ kind }) => kind === "impact");
  const isUnclear = answers.length > 0 && !hasList && !answers.some((one) => isUnderstood(thread, one));
  // The check answers, and it stands on open pull requests only.
  const isHelpLost = commands.some(({ kind }) => kind === "help") && thread.place.state.status !== "open";
  const wantsList = commands.some(({ kind }) => kind === "ask") && !hasList;
  return {
    verdict: isUnclear || isHelpLost ? "unclear" : "accepted",
    writes: { statements: listStatements(thread, said) },
    ...(wantsList ? { answer: () => addList(thread, said) } : {}),
  };
}

/** Without a catalog whatever is said may mean something. */
function isUnderstood({ place }: Thread, command: Command): boolean {
  const vocabulary = place.effective.policy?.vocabulary;
  if (command.kind !== "impact") return false;
  return vocabulary === undefined || parseStatement(command.text, vocabulary).statement !== undefined;
}

/**
 * Each command, and the boxes of a list as one statement: which of them are ticked is read when it is weighed. One that
 * is not understood is kept too, so that the check can say why.
 */
function listStatements(
  { repository, number }: Thread,
  { parsed, commentId, speaker, saidAtMs, updatedAtMs, body }: Said<AnswerParts>,
): readonly StoredStatement[] {
  const common = {
    repositoryId: repository.id,
    number,
    originId: commentId,
    actorId: speaker.id,
    accepted: true,
  };
  const commands = parsed.commands.flatMap((command, position): readonly StoredStatement[] => {
    if (command.kind === "ask" || command.kind === "insight") return [];
    const text = command.kind === "help" ? "help" : command.text;
    return [{ ...common, source: "command", position, text, saidAtMs }];
  });
  if (!parsed.hasList) return commands;
  // Nothing else of a comment is kept. Boxes are ticked by edits.
  const text = keepTickedItems(body);
  return [...commands, { ...common, source: "list", position: 0, text, saidAtMs: updatedAtMs }];
}

async function undoAnswer(
  { context, repository, number }: Thread,
  commentId: number,
): Promise<Pick<StoreWrites, "statements">> {
  const known = await context.store.listStatements(repository.id, number);
  return {
    statements: known
      .filter(({ originId, source }) => originId === commentId && source !== "button")
      .map((statement) => ({ ...statement, accepted: false, text: "" })),
  };
}

/**
 * The list goes into the comment that asks for it, as that stands now: its author may have gone on writing, or a look
 * that stopped short may have added it.
 */
async function addList(thread: Thread, { commentId, speaker }: Said<AnswerParts>): Promise<void> {
  const { context, repository, number, place } = thread;
  const { policy } = place.effective;
  if (policy === undefined) return;
  const shown = await context.store.findCheck(repository.id, place.state.headSha, CHECK_NAME);
  const current = await context.github.readComment(repository, commentId);
  if (current === undefined || hasChecklist(current.body)) return;
  const list = renderChecklist(policy, shown?.record?.suggestions ?? []);
  await writeContent(
    { context, repository, state: { number } },
    () => context.github.updateComment(repository, commentId, `${current.body.trimEnd()}\n\n${list}`),
    `person ${speaker.id}`,
  );
}
