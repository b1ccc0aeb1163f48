import { type CreditCommand, parseCreditCommands } from "../../credit/parse-credit-commands.ts";
import type { StoredCreditStatement } from "../ports/credit-store.ts";
import type { StoreWrites } from "../ports/service-store.ts";
import { canWrite } from "./can-write.ts";
import type { CommentFields } from "./order-comment.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

export interface CreditHearing {
  /**
   * `refused`: its writer may not say it. `unclear`: one of its commands is not understood, or praises its writer.
   * Then none of them counts.
   */
  readonly verdict: "none" | "heard" | "unclear" | "refused";
  readonly writes: Required<Pick<StoreWrites, "creditComments" | "optOuts">>;
}

/**
 * What a comment says of people: `/credit` from anyone with write access, but of nobody themselves; `/learned` from the
 * author too; the switch for one's own credits from anybody. All or nothing, because back-fill can't tell the halves of
 * a comment apart by its reaction.
 */
export async function hearCredits(
  look: Pick<PullRequestLook, "context" | "repository" | "state">,
  comment: CommentFields,
): Promise<CreditHearing> {
  const commands = parseCreditCommands(comment.body);
  const { context, repository, state } = look;
  const { login, id } = comment.author;
  const isLearnedAlone = commands.every(({ kind }) => kind !== "credit") && id === state.author.id;
  const isRightAsked = commands.some(({ kind }) => kind !== "credit-off" && kind !== "credit-on");
  const isAllowed =
    !isRightAsked || isLearnedAlone || (await canWrite(context, repository, { login, when: "now" }));
  const place = { repositoryId: repository.id, number: state.number };
  const verdict = toVerdict(commands, { login, isAllowed });
  const isHeard = verdict === "heard";
  if (verdict !== "none") context.log.info({ comment: comment.commentId, verdict }, "credit heard");
  return {
    verdict,
    writes: {
      creditComments: [
        {
          ...place,
          commentId: comment.commentId,
          statements: isHeard ? listCreditStatements(place, comment, commands) : [],
        },
      ],
      // Whatever else the comment says: nobody needs a right to be left out.
      optOuts: listOptOuts(comment, commands),
    },
  };
}

function toVerdict(
  commands: readonly CreditCommand[],
  { login, isAllowed }: { readonly login: string; readonly isAllowed: boolean },
): CreditHearing["verdict"] {
  if (commands.length === 0) return "none";
  if (!isAllowed) return "refused";
  return areAcceptable(commands, login) ? "heard" : "unclear";
}

/** Whether somebody switches their own credits off or on, which is heard where nothing else is. */
export function holdsOptOut({ body }: Pick<CommentFields, "body">): boolean {
  return parseCreditCommands(body).some(({ kind }) => kind === "credit-off" || kind === "credit-on");
}

/** Whether all of them are understood, and nobody praises themselves. */
export function areAcceptable(commands: readonly CreditCommand[], login: string): boolean {
  return commands.every(
    (command) =>
      command.kind !== "unclear" &&
      !(command.kind === "credit" && command.login.toLowerCase() === login.toLowerCase()),
  );
}

type Said = Pick<CommentFields, "commentId" | "action" | "author" | "createdAtMs" | "updatedAtMs">;

export function listCreditStatements(
  place: Pick<StoredCreditStatement, "repositoryId" | "number">,
  { commentId, author, createdAtMs }: Said,
  commands: readonly CreditCommand[],
): readonly StoredCreditStatement[] {
  const by = { name: author.login, isLogin: true, id: author.id };
  return commands.flatMap((said, position): readonly StoredCreditStatement[] =>
    said.kind === "credit" || said.kind === "learned"
      ? [{ ...place, commentId, position, said, by, saidAtMs: createdAtMs }]
      : [],
  );
}

/** The last word of a comment counts. */
export function listOptOuts(
  { action, author, createdAtMs, updatedAtMs }: Said,
  commands: readonly CreditCommand[],
): Required<Pick<StoreWrites, "optOuts">>["optOuts"] {
  const last = commands.findLast(({ kind }) => kind === "credit-off" || kind === "credit-on");
  if (last === undefined) return [];
  const saidAtMs = action === "created" ? createdAtMs : updatedAtMs;
  return [{ userId: author.id, login: author.login, isOut: last.kind === "credit-off", saidAtMs }];
}
