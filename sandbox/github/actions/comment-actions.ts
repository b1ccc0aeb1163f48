import { toCommentJson } from "../json/comment-json.ts";
import { toIssueJson } from "../json/issue-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { Comment, Issue, Reaction, ReactionContent } from "../world/entities.ts";
import { toIssueKey } from "../world/world.ts";
import { requireRow, updateIssue } from "./issue-actions.ts";

export interface NewComment {
  readonly body: string;
  readonly authorId: number;
  readonly appId?: number | undefined;
}

export function createComment(simulation: Simulation, issue: Issue, comment: NewComment): Comment {
  const nowMs = simulation.now();
  const { body, authorId, appId } = comment;
  const row: Comment = {
    id: simulation.nextId(),
    repositoryId: issue.repositoryId,
    number: issue.number,
    authorId,
    ...(appId === undefined ? {} : { appId }),
    body,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  simulation.world.comments.put(row.id, row);
  updateIssue(simulation, issue, {});
  emitComment(simulation, row, { action: "created", byId: authorId });
  return row;
}

export function editComment(
  simulation: Simulation,
  comment: Comment,
  { body, byId }: { readonly body: string; readonly byId: number },
): Comment {
  if (body === comment.body) return comment;
  const atMs = simulation.now();
  const edited = { ...comment, body, updatedAtMs: atMs, edit: { atMs, byId } };
  const row = simulation.world.comments.put(comment.id, edited);
  emitComment(simulation, row, { action: "edited", byId, changes: { body: { from: comment.body } } });
  return row;
}

export function deleteComment(simulation: Simulation, comment: Comment, byId: number): void {
  emitComment(simulation, comment, { action: "deleted", byId });
  simulation.world.comments.remove(comment.id);
}

interface CommentEvent {
  readonly action: "created" | "edited" | "deleted";
  readonly byId: number;
  readonly changes?: Readonly<Record<string, unknown>>;
}

function emitComment(
  simulation: Simulation,
  comment: Comment,
  { action, byId, changes }: CommentEvent,
): void {
  const repository = requireRow(simulation, comment.repositoryId);
  const issue = simulation.world.issues.find(toIssueKey(comment.repositoryId, comment.number));
  if (issue === undefined) return;
  const context = toLiveContext(simulation);
  simulation.emit({
    event: "issue_comment",
    action,
    repositoryId: repository.id,
    senderId: byId,
    fields: {
      ...(changes === undefined ? {} : { changes }),
      issue: toIssueJson(context, repository, issue),
      comment: toCommentJson(context, repository, comment),
    },
  });
}

/** One reaction of a kind per account; says whether it is new. GitHub sends no webhook. */
export function ensureReaction(
  simulation: Simulation,
  comment: Comment,
  { content, authorId }: { readonly content: ReactionContent; readonly authorId: number },
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const known = simulation.world.reactions
    .listGroup(`${comment.id}`)
    .find((each) => each.authorId === authorId && each.content === content);
  if (known !== undefined) return { reaction: known, isNew: false };
  const id = simulation.nextId();
  const reaction: Reaction = { id, commentId: comment.id, authorId, content, createdAtMs: simulation.now() };
  return { reaction: simulation.world.reactions.put(id, reaction), isNew: true };
}
