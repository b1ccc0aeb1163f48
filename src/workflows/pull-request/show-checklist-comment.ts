import { CHECKLIST_BEGIN } from "../../catalog/render-checklist-block.ts";
import { renderChecklistComment } from "../../check/render-checklist.ts";
import type { Assessment } from "../../model/assessment.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";
import { writeContent } from "./write-content.ts";

/**
 * The sticky list of `prompt.checklist: comment`: one comment where a question is open and there is something to
 * offer, written once. It is not rewritten, because that would take ticks back.
 */
export async function showChecklistComment(look: PullRequestLook, assessment: Assessment): Promise<void> {
  const { context, repository, state, effective } = look;
  const { policy } = effective;
  if (policy?.catalog.prompt.checklist !== "comment" || state.author.isBot) return;
  if (assessment.situation.kind !== "unanswered" || assessment.suggestions.length === 0) return;
  const known = await context.store.findComment(repository.id, state.number, "checklist");
  if (known?.commentId !== undefined) return;
  const sticky = { repositoryId: repository.id, number: state.number, kind: "checklist", shown: "" } as const;
  const orphan = known === undefined ? undefined : await findOrphan(look);
  if (orphan !== undefined) {
    await saveUnderClaim(look, { comments: [{ ...sticky, commentId: orphan }] });
    return;
  }
  // Written before the comment is created: after a crash it is searched before another one is created.
  await saveUnderClaim(look, { comments: [sticky] });
  const body = renderChecklistComment(policy, assessment.suggestions);
  await writeContent(look, async () => {
    const { id } = await context.github.createComment({ ...repository, number: state.number }, body);
    await saveUnderClaim(look, { comments: [{ ...sticky, commentId: id, shown: context.hash(body) }] });
  });
}

/** Marker and own app must both match: people can write our marker. */
async function findOrphan({ context, repository, state }: PullRequestLook): Promise<number | undefined> {
  const comments = await context.github.listComments({ ...repository, number: state.number });
  return comments.find(({ isOurs, body }) => isOurs && body.includes(CHECKLIST_BEGIN))?.id;
}
