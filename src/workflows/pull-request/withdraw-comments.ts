import { hasMoreReaders } from "../../catalog/may-be-shown.ts";
import { INSIGHT_MARKER } from "../../insight/render-insight-comment.ts";
import type { Repository } from "../../model/repository.ts";
import { isFinal } from "../is-final.ts";
import type { StoredComment } from "../ports/service-store.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { renderSeenInsight } from "./seen-insight.ts";

const KINDS = ["insight", "checklist"] as const satisfies readonly StoredComment["kind"][];

const WITHDRAWN: Readonly<Record<StoredComment["kind"], string>> = {
  insight: `${INSIGHT_MARKER}\n\nWhat stood here was written for those who could read this repository then.`,
  checklist: "The list that stood here was written for those who could read this repository then.",
};

/**
 * Our sticky comments that were written while few could read the repository, and that nothing has rewritten since: in
 * public one neutral sentence takes the place of each, whatever became of the pull request. Answers whether any stood.
 */
export async function withdrawComments(look: PullRequestLook): Promise<boolean> {
  const { context, repository, state } = look;
  let hasWithdrawn = false;
  for (const kind of KINDS) {
    const known = await context.store.findComment(repository.id, state.number, kind);
    if (known?.commentId === undefined || !isForFewer(known, repository)) continue;
    await withdraw(look, { ...known, commentId: known.commentId });
    hasWithdrawn = true;
  }
  return hasWithdrawn;
}

/** Whether more people read the repository than a comment of ours was written for; unknown: it was for these. */
export function isForFewer(
  { audience }: Pick<StoredComment, "audience">,
  { visibility }: Pick<Repository, "visibility">,
): boolean {
  return audience !== undefined && hasMoreReaders(visibility, audience);
}

/** No budget of comments holds this back: it happens once. */
async function withdraw(
  look: PullRequestLook,
  known: StoredComment & { readonly commentId: number },
): Promise<void> {
  const { context, repository } = look;
  const body = WITHDRAWN[known.kind];
  try {
    await context.github.updateComment(repository, known.commentId, body);
    context.log.info({ comment: known.kind }, "comment withdrawn: more people can read it now");
  } catch (error) {
    // Deleted or locked by now: nothing more can be done about it.
    if (!isFinal(error)) throw error;
    context.log.warn({ comment: known.kind, why: error.message }, "comment could not be withdrawn");
  }
  const shown = context.hash(body);
  await saveUnderClaim(look, {
    comments: [
      {
        ...known,
        audience: repository.visibility,
        // Without a basis it is thought over anew, should the pull request be opened again.
        shown:
          known.kind === "insight"
            ? renderSeenInsight({ trigger: "unasked", basis: "", body: shown })
            : shown,
      },
    ],
  });
}
