import { hasChecklist } from "../../tagging/parse-checklist.ts";
import { parseCommands } from "../../tagging/parse-commands.ts";
import type { PageComment } from "../ports/git-hub.ts";
import type { StoredStatement } from "../ports/service-store.ts";
import { listCommentStatements, toListStatement } from "../pull-request/list-comment-statements.ts";
import type { PullRequestLook } from "../pull-request/pull-request-look.ts";

export interface AcceptedStatements {
  readonly statements: readonly StoredStatement[];
  /** Comments that hold something, and that somebody other than their author edited last. */
  readonly editedByOthers: number;
}

/**
 * What the comments of a pull request say, of those that counted when they were written: its author's, and those that
 * carry the app's thumbs-up. Rights may have changed since, so nobody's are asked.
 */
export function listAcceptedStatements(
  place: Pick<PullRequestLook, "repository" | "state" | "effective">,
  comments: readonly PageComment[],
): AcceptedStatements {
  const statements: StoredStatement[] = [];
  let editedByOthers = 0;
  for (const comment of comments) {
    if (parseCommands(comment.body).length === 0 && !hasChecklist(comment.body)) continue;
    const { author, edit } = comment;
    if (author.isBot) {
      statements.push(...listTicked(place, comment));
    } else if (isEditedByOther(comment)) {
      editedByOthers += 1;
    } else if (comment.hasOurThumbsUp || (author.id !== 0 && author.id === place.state.author.id)) {
      // The app's own edit, which writes the list into it, is not what the author said.
      const isEdited = edit !== undefined && edit.by?.isBot !== true;
      statements.push(
        ...listCommentStatements(place, {
          ...comment,
          actorId: author.id,
          saidAtMs: isEdited ? edit.atMs : comment.createdAtMs,
        }),
      );
    }
  }
  return { statements, editedByOthers };
}

/** The sticky list: on GitHub it takes write access to tick a box in a comment of somebody else. */
function listTicked(
  place: Pick<PullRequestLook, "repository" | "state" | "effective">,
  comment: PageComment,
): readonly StoredStatement[] {
  const by = comment.edit?.by;
  const isTicked = comment.isOurs && hasChecklist(comment.body) && by !== undefined && !by.isBot;
  if (!isTicked) return [];
  return [toListStatement(place, { ...comment, actorId: by.id, saidAtMs: comment.updatedAtMs })];
}

export function isEditedByOther({ author, edit }: PageComment): boolean {
  return edit?.by !== undefined && !edit.by.isBot && edit.by.id !== author.id;
}
