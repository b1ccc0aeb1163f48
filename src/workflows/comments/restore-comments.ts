import type { PageComment } from "../ports/git-hub.ts";
import type { HeardComment, StoreWrites } from "../ports/service-store.ts";
import type { Command, CommentThread, Right, Said } from "./command.ts";
import { mergeWrites } from "./command.ts";
import { applyCommands, toWrites } from "./process-comments.ts";
import { COMMANDS } from "./registry.ts";

export interface RestoredComments {
  readonly writes: StoreWrites;
  /** Comments that hold a command or a list, and that somebody other than their author edited last. */
  readonly editedByOthers: number;
}

/**
 * What comments say that no webhook tells of any more: the app's own thumbs-up stands for the right, which may have
 * changed since, so nobody's is asked. The pull request's author and what needs no right for good count without it;
 * a list of the app's own was ticked by somebody with write access, or GitHub would not have let them.
 */
export async function restoreComments(
  thread: CommentThread,
  comments: readonly PageComment[],
  commands: readonly Command[] = COMMANDS,
): Promise<RestoredComments> {
  const known = commands.filter(({ places }) => places.includes(thread.place.kind));
  const writes: StoreWrites[] = [];
  let editedByOthers = 0;
  for (const comment of comments) {
    if (comment.author.isBot) {
      writes.push(await restoreOurList(thread, comment, known));
    } else if (!isEditedByOther(comment)) {
      writes.push(await restoreComment(thread, comment, known));
    } else if (known.some((command) => command.find(comment.body) !== undefined)) {
      editedByOthers += 1;
    }
  }
  return { writes: mergeWrites(writes), editedByOthers };
}

async function restoreComment(
  thread: CommentThread,
  comment: PageComment,
  commands: readonly Command[],
): Promise<StoreWrites> {
  const { author, edit, createdAtMs } = comment;
  // The app's own edit, which writes the list into it, is not what the author said.
  const isEdited = edit !== undefined && edit.by?.isBot !== true;
  const said = { ...toSaid(comment), speaker: author, isEdited };
  const applied = await applyCommands(
    thread,
    { ...said, saidAtMs: isEdited ? edit.atMs : createdAtMs },
    {
      commands,
      isAllowed: (right, { isLasting }) =>
        comment.hasOurThumbsUp || (author.id !== 0 && (isLasting || isOwnWord(thread, author.id, right))),
    },
  );
  if (applied.length === 0) return {};
  const accepted = applied.filter(({ outcome }) => outcome !== "refused" && outcome.verdict === "accepted");
  const heard = { action: isEdited ? "edited" : "created", isShared: accepted.length > 1 } as const;
  return { ...toWrites(applied), heardComments: await listHeard(thread, comment, heard) };
}

function isOwnWord({ place }: CommentThread, id: number, right: Right): boolean {
  return right === "author" && place.kind === "pull-request" && place.state.author.id === id;
}

/** That it carries the thumbs-up, so that it loses that once its command is outranked or edited away. */
async function listHeard(
  { context, repository, number }: CommentThread,
  { id: commentId, body, hasOurThumbsUp, updatedAtMs }: PageComment,
  { action, isShared }: Pick<HeardComment, "action"> & { readonly isShared: boolean },
): Promise<readonly HeardComment[]> {
  const known = await context.store.findHeardComment(repository.id, number, commentId);
  if (known !== undefined || !hasOurThumbsUp) return [];
  const place = { repositoryId: repository.id, number, commentId };
  const reaction = isShared ? "shared" : "+1";
  return [{ ...place, action, updatedAtMs, bodyHash: context.hash(body), reaction }];
}

/** On GitHub it takes write access to tick a box in a comment of somebody else. */
async function restoreOurList(
  thread: CommentThread,
  comment: PageComment,
  commands: readonly Command[],
): Promise<StoreWrites> {
  const speaker = comment.edit?.by;
  if (!comment.isOurs || speaker === undefined || speaker.isBot) return {};
  const said = { ...toSaid(comment), speaker, isEdited: true, saidAtMs: comment.updatedAtMs };
  const applied = await applyCommands(thread, said, {
    commands: commands.filter(({ readsOurLists }) => readsOurLists),
    isAllowed: () => true,
  });
  return toWrites(applied);
}

function toSaid({
  id: commentId,
  body,
  createdAtMs,
  updatedAtMs,
}: PageComment): Pick<Said<never>, "commentId" | "body" | "createdAtMs" | "updatedAtMs"> {
  return { commentId, body, createdAtMs, updatedAtMs };
}

function isEditedByOther({ author, edit }: PageComment): boolean {
  return edit?.by !== undefined && !edit.by.isBot && edit.by.id !== author.id;
}
