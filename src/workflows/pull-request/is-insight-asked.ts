import { parseCommands } from "../../tagging/parse-commands.ts";
import { canWrite } from "./can-write.ts";
import type { CommentFields } from "./order-comment.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** Whether somebody who may ask does so by `/insight` in these comments. */
export async function isInsightAsked(
  look: PullRequestLook,
  comments: readonly CommentFields[],
): Promise<boolean> {
  for (const comment of comments) {
    // Somebody else's edit is not what the author said.
    const isOwn = comment.sender.id === comment.author.id && !comment.author.isBot;
    if (comment.action === "deleted" || !isOwn) continue;
    if (!parseCommands(comment.body).some(({ kind }) => kind === "insight")) continue;
    const { login, id } = comment.author;
    // `lately` is now: whoever wrote a command was asked about right before.
    if (
      id === look.state.author.id ||
      (await canWrite(look.context, look.repository, { login, when: "lately" }))
    )
      return true;
  }
  return false;
}
