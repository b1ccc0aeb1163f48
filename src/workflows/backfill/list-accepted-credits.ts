import { parseCreditCommands } from "../../credit/parse-credit-commands.ts";
import type { PageComment } from "../ports/git-hub.ts";
import type { StoreWrites } from "../ports/service-store.ts";
import { areAcceptable, listCreditStatements, listOptOuts } from "../pull-request/hear-credits.ts";
import type { PullRequestLook } from "../pull-request/pull-request-look.ts";
import { isEditedByOther } from "./list-accepted-statements.ts";

/**
 * What comments say of people, of those that counted when they were written: `/credit` and `/learned` that carry the
 * app's thumbs-up, and `/learned` of the author. Who wants to be left out is, whether or not it was acknowledged.
 */
export function listAcceptedCredits(
  { repository, state }: Pick<PullRequestLook, "repository" | "state">,
  comments: readonly PageComment[],
): Required<Pick<StoreWrites, "creditComments" | "optOuts">> {
  const place = { repositoryId: repository.id, number: state.number };
  const said = comments
    .filter((comment) => !comment.author.isBot && !isEditedByOther(comment))
    .map((comment) => ({ comment, commands: parseCreditCommands(comment.body) }))
    .filter(({ commands }) => commands.length > 0);
  return {
    creditComments: said.flatMap(({ comment, commands }) => {
      const { author } = comment;
      const isAuthors = author.id !== 0 && author.id === state.author.id;
      const isLearnedAlone = isAuthors && commands.every(({ kind }) => kind !== "credit");
      const isAccepted = comment.hasOurThumbsUp || isLearnedAlone;
      if (!isAccepted || !areAcceptable(commands, author.login)) return [];
      const statements = listCreditStatements(place, toSaid(comment), commands);
      return statements.length === 0 ? [] : [{ ...place, commentId: comment.id, statements }];
    }),
    optOuts: said.flatMap(({ comment, commands }) =>
      comment.author.id === 0 ? [] : listOptOuts(toSaid(comment), commands),
    ),
  };
}

function toSaid({ id, author, createdAtMs, edit }: PageComment) {
  const isEdited = edit !== undefined && edit.by?.isBot !== true;
  return {
    commentId: id,
    author,
    createdAtMs,
    action: isEdited ? "edited" : "created",
    updatedAtMs: isEdited ? edit.atMs : createdAtMs,
  } as const;
}
