import { parseCreditCommands } from "../../credit/parse-credit-commands.ts";
import type { DeliveryFields } from "../../model/delivery.ts";
import { isFinal } from "../is-final.ts";
import { listOptOuts } from "../pull-request/hear-credits.ts";
import { saveUnderClaim } from "../pull-request/pull-request-look.ts";
import type { ReportHearing } from "./hear-report-comments.ts";

type CommentFields = Extract<DeliveryFields, { kind: "comment" }>;

/**
 * Hears `/throughline credit off` and `on` below any issue: nobody needs a right, a catalog or the right place to be
 * left out. Taking the comment away changes nothing; `on` does.
 */
export async function hearOptOuts({
  context,
  claim,
  repository,
}: Pick<ReportHearing, "context" | "claim" | "repository">): Promise<void> {
  const comments = claim.deliveries.flatMap(({ fields }) => (fields.kind === "comment" ? [fields] : []));
  for (const comment of comments.filter(isOwnWord)) {
    const optOuts = listOptOuts(comment, parseCreditCommands(comment.body));
    if (optOuts.length === 0) continue;
    await saveUnderClaim({ context, claim }, { optOuts });
    try {
      await context.github.addReaction(repository, comment.commentId, "+1");
    } catch (error) {
      // It holds, though the comment may be gone or locked by now.
      if (!isFinal(error)) throw error;
      context.log.info({ why: error.message }, "an opt-out can't be acknowledged");
    }
  }
}

function isOwnWord({ action, author, sender }: CommentFields): boolean {
  return action !== "deleted" && !author.isBot && author.id === sender.id;
}
