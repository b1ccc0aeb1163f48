import type { Comment, Reaction, Repository } from "../world/entities.ts";
import { REACTIONS } from "../world/entities.ts";
import { toAssociation } from "../world/roles.ts";
import { toAccountJson } from "./account-json.ts";
import { toAppJson } from "./app-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime } from "./json-context.ts";
import { toFullName } from "./repository-json.ts";

export function toCommentJson(context: JsonContext, repository: Repository, comment: Comment): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}/issues/comments/${comment.id}`;
  const author = context.view.accounts.find(comment.authorId);
  const reactions = context.view.reactions.listGroup(`${comment.id}`);
  return {
    url,
    html_url: toHtmlUrl(context, `${fullName}/issues/${comment.number}#issuecomment-${comment.id}`),
    issue_url: `${context.apiUrl}/repos/${fullName}/issues/${comment.number}`,
    id: comment.id,
    node_id: toNodeId("IC", comment.id),
    user: toAccountJson(context, comment.authorId),
    created_at: toTime(comment.createdAtMs),
    updated_at: toTime(comment.updatedAtMs),
    author_association: author === undefined ? "NONE" : toAssociation(context.view, repository, author),
    body: comment.body,
    reactions: toReactionsJson(`${url}/reactions`, reactions),
    performed_via_github_app: comment.appId === undefined ? null : toAppJson(context, comment.appId),
  };
}

/** How many of each kind, none left out. */
export function toReactionsJson(url: string, reactions: readonly Reaction[]): Json {
  const counts = REACTIONS.map(
    (content) => [content, reactions.filter((each) => each.content === content).length] as const,
  );
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

export function toReactionJson(context: JsonContext, reaction: Reaction): Json {
  return {
    id: reaction.id,
    node_id: toNodeId("REA", reaction.id),
    user: toAccountJson(context, reaction.authorId),
    content: reaction.content,
    created_at: toTime(reaction.createdAtMs),
  };
}
