import { createComment, deleteComment, editComment, ensureReaction } from "../actions/comment-actions.ts";
import { replyPage } from "../http/list-page.ts";
import { readText } from "../http/read-field.ts";
import { invalidRequest, notFound, Refusal, unprocessable } from "../http/refusal.ts";
import { requireIssue } from "../http/require-issue.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toCommentJson, toReactionJson } from "../json/comment-json.ts";
import { isPullRequest } from "../json/pull-request-json.ts";
import { toLiveContext } from "../simulation.ts";
import { type Comment, REACTIONS, type Repository } from "../world/entities.ts";
import { toIssueKey } from "../world/world.ts";

const LONGEST_BODY = 65_536;
const COMMENTS = "/repos/:owner/:repo/issues/:number/comments";
const COMMENT = "/repos/:owner/:repo/issues/comments/:comment";

export const commentRoutes: readonly Route[] = [
  { method: "GET", path: COMMENT, caller: "installation", handle: readComment },
  { method: "PATCH", path: COMMENT, caller: "installation", isContent: true, handle: patchComment },
  { method: "DELETE", path: COMMENT, caller: "installation", handle: removeComment },
  { method: "GET", path: `${COMMENT}/reactions`, caller: "installation", handle: listReactions },
  { method: "POST", path: `${COMMENT}/reactions`, caller: "installation", handle: postReaction },
  {
    method: "DELETE",
    path: `${COMMENT}/reactions/:reaction`,
    caller: "installation",
    handle: removeReaction,
  },
  { method: "GET", path: COMMENTS, caller: "installation", handle: listComments },
  { method: "POST", path: COMMENTS, caller: "installation", isContent: true, handle: postComment },
];

/** Oldest first, as GitHub lists them; `since` looks at the time of update. */
function listComments(request: RouteRequest): Reply {
  const { repository, issue } = requireIssue(request, "read");
  const since = request.query.get("since");
  const comments = request.view.comments
    .listGroup(toIssueKey(repository.id, issue.number))
    .filter((comment) => since === null || comment.updatedAtMs >= Date.parse(since));
  return replyPage(request, comments, (shown) =>
    shown.map((comment) => toCommentJson(request.json, repository, comment)),
  );
}

function postComment(request: RouteRequest): Reply {
  const { repository, issue } = requireIssue(request, "write");
  const { simulation } = request;
  const comment = createComment(simulation, issue, {
    body: requireBody(request),
    authorId: simulation.app.botId,
    appId: simulation.app.id,
  });
  return { status: 201, json: toCommentJson(toLiveContext(simulation), repository, comment) };
}

function readComment(request: RouteRequest): Reply {
  const { repository, comment } = requireComment(request, "read");
  return { status: 200, json: toCommentJson(request.json, repository, comment) };
}

/** With write access an app may edit anybody's comment, as on GitHub. */
function patchComment(request: RouteRequest): Reply {
  const { repository, comment } = requireComment(request, "write");
  const { simulation } = request;
  const row = editComment(simulation, comment, { body: requireBody(request), byId: simulation.app.botId });
  return { status: 200, json: toCommentJson(toLiveContext(simulation), repository, row) };
}

function removeComment(request: RouteRequest): Reply {
  const { comment } = requireComment(request, "write");
  deleteComment(request.simulation, comment, request.simulation.app.botId);
  return { status: 204 };
}

function listReactions(request: RouteRequest): Reply {
  const { comment } = requireComment(request, "read");
  const content = request.query.get("content");
  const reactions = request.view.reactions
    .listGroup(`${comment.id}`)
    .filter((reaction) => content === null || reaction.content === content);
  return replyPage(request, reactions, (shown) => shown.map((each) => toReactionJson(request.json, each)));
}

/** 201 for a new reaction, 200 where it was there. */
function postReaction(request: RouteRequest): Reply {
  const { comment } = requireComment(request, "write");
  const { simulation, body } = request;
  const content = REACTIONS.find((each) => each === body["content"]);
  if (content === undefined) throw unprocessable("Reaction", "content", { code: "invalid" });
  const { reaction, isNew } = ensureReaction(simulation, comment, {
    content,
    authorId: simulation.app.botId,
  });
  return { status: isNew ? 201 : 200, json: toReactionJson(toLiveContext(simulation), reaction) };
}

/** An app may take back its own. */
function removeReaction(request: RouteRequest): Reply {
  const { comment } = requireComment(request, "write");
  const { reactions } = request.simulation.world;
  const reaction = reactions.find(Number(request.params["reaction"]));
  if (reaction?.commentId !== comment.id || reaction.authorId !== request.simulation.app.botId) {
    throw notFound();
  }
  reactions.remove(reaction.id);
  return { status: 204 };
}

function requireComment(
  request: RouteRequest,
  access: "read" | "write",
): { readonly repository: Repository; readonly comment: Comment } {
  const repository = requireRepository(request, { anyOf: ["issues", "pull_requests"], access });
  const comment = request.view.comments.find(Number(request.params["comment"]));
  if (comment === undefined || comment.repositoryId !== repository.id) throw notFound();
  const issue = request.view.issues.find(toIssueKey(repository.id, comment.number));
  if (!isPullRequest(issue)) requireRepository(request, { anyOf: ["issues"], access });
  return { repository, comment };
}

function requireBody({ body }: RouteRequest): string {
  const text = readText(body, "body");
  if (text === undefined) throw invalidRequest('"body" wasn\'t supplied.');
  if (text.trim() === "")
    throw new Refusal(422, "Validation Failed", {
      errors: [{ resource: "IssueComment", code: "missing_field", field: "body" }],
    });
  if ([...text].length > LONGEST_BODY) {
    throw unprocessable("IssueComment", "data", {
      code: "unprocessable",
      message: "Body is too long (maximum is 65536 characters)",
    });
  }
  return text;
}
