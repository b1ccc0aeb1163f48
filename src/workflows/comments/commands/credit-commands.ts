import { type CreditCommand, parseCreditCommands } from "../../../credit/parse-credit-commands.ts";
import type { StoredCreditStatement } from "../../ports/credit-store.ts";
import { type CommentThread, defineCommand, type Said } from "../command.ts";

type Thread = CommentThread<"pull-request">;

/**
 * `/credit` from anyone with write access, but of nobody themselves; `/learned` from the author too. All or nothing,
 * because back-fill can't tell the halves of a comment apart by its reaction.
 */
export const creditCommand = defineCommand({
  name: "credit",
  words: ["credit", "learned", "throughline credit"],
  places: ["pull-request"],
  parse: (body) => {
    const commands = parseCreditCommands(body);
    return commands.every(isSwitch) ? undefined : commands;
  },
  mayBeSaidBy: (commands) => (commands.some(({ kind }) => kind === "credit") ? "write" : "author"),
  apply: async (thread, said) =>
    areAcceptable(said)
      ? { verdict: "accepted", writes: { creditComments: [toCreditComment(thread, said)] } }
      : { verdict: "unclear", writes: {} },
  undo: async ({ repository, number }, commentId) => ({
    creditComments: [{ repositoryId: repository.id, number, commentId, statements: [] }],
  }),
});

/**
 * `/throughline credit off` and `on`: nobody needs a right, a catalog or the right place to be left out, whatever else
 * the comment says. Taking it away changes nothing; `on` does. The last word of a comment counts.
 */
export const optOutCommand = defineCommand({
  name: "opt-out",
  words: ["throughline credit"],
  places: ["pull-request", "report-issue", "summary-issue", "issue"],
  parse: (body) => parseCreditCommands(body).findLast(isSwitch),
  mayBeSaidBy: () => "anyone",
  apply: async (_thread, { parsed, speaker: { id: userId, login }, saidAtMs }) => ({
    verdict: "accepted",
    writes: { optOuts: [{ userId, login, isOut: parsed.kind === "credit-off", saidAtMs }] },
  }),
  undo: async () => ({}),
  isLasting: true,
});

function isSwitch({ kind }: CreditCommand): boolean {
  return kind === "credit-off" || kind === "credit-on";
}

/** Whether all of them are understood, and nobody praises themselves. */
function areAcceptable({ parsed, speaker }: Said<readonly CreditCommand[]>): boolean {
  const own = speaker.login.toLowerCase();
  return parsed.every(
    (command) =>
      command.kind !== "unclear" && !(command.kind === "credit" && command.login.toLowerCase() === own),
  );
}

function toCreditComment(
  { repository, number }: Thread,
  { parsed, commentId, speaker, createdAtMs: saidAtMs }: Said<readonly CreditCommand[]>,
) {
  const place = { repositoryId: repository.id, number, commentId };
  const by = { name: speaker.login, isLogin: true, id: speaker.id };
  const statements = parsed.flatMap((said, position): readonly StoredCreditStatement[] =>
    said.kind === "credit" || said.kind === "learned" ? [{ ...place, position, said, by, saidAtMs }] : [],
  );
  return { ...place, statements };
}
