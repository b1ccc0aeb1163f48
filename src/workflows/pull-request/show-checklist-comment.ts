import { CHECKLIST_BEGIN } from "../../catalog/render-checklist-block.ts";
import { renderChecklistComment } from "../../check/render-checklist.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { StoredComment } from "../ports/service-store.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { isForFewer, markComment } from "./withdraw.ts";
import { writeContent } from "./write-content.ts";

/**
 * The sticky list of `prompt.checklist: comment`: one comment where a question is open and there is something to
 * offer, written once. It is not rewritten, because that would take ticks back, unless it was written for few and now
 * everybody reads it.
 */
export async function showChecklistComment(look: PullRequestLook, assessment: Assessment): Promise<void> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  if (policy?.catalog.prompt.checklist !== "comment" || state.author.isBot) return;
  if (assessment.situation.kind !== "unanswered" || assessment.suggestions.length === 0) return;
  const known = await context.store.findComment(repository.id, state.number, "checklist");
  const isForFew = known !== undefined && isForFewer(known, repository);
  if (known?.commentId !== undefined && !isForFew) return;
  const sticky = {
    repositoryId: repository.id,
    number: state.number,
    kind: "checklist",
    shown: "",
    audience: repository.visibility,
  } as const;
  const orphan = known === undefined ? undefined : await findOrphan(look, known);
  if (orphan !== undefined && !isForFew) {
    await saveUnderClaim(look, { comments: [{ ...sticky, commentId: orphan }] });
    return;
  }
  // Written before the comment is created: after a crash it is searched before another one is created.
  if (orphan === undefined) await saveUnderClaim(look, { comments: [sticky] });
  const body = markComment(renderChecklistComment(policy, assessment.suggestions), repository);
  await writeContent(look, async () => {
    const commentId = await write(look, orphan, body);
    await saveUnderClaim(look, { comments: [{ ...sticky, commentId, shown: context.hash(body) }] });
  });
}

async function write(look: PullRequestLook, known: number | undefined, body: string): Promise<number> {
  const { context, repository, state } = look;
  if (known === undefined) {
    const { id } = await context.github.createComment({ ...repository, number: state.number }, body);
    return id;
  }
  await context.github.updateComment(repository, known, body);
  return known;
}

/** Marker and own app must both match: people can write our marker. */
async function findOrphan(
  { context, repository, state }: PullRequestLook,
  known: StoredComment,
): Promise<number | undefined> {
  if (known.commentId !== undefined) return known.commentId;
  const comments = await context.github.listComments({ ...repository, number: state.number });
  return comments.find(({ isOurs, body }) => isOurs && body.includes(CHECKLIST_BEGIN))?.id;
}
