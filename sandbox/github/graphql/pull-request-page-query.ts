import type { RouteRequest } from "../http/route.ts";
import { toHtmlUrl, toTime, toTimeOrNull } from "../json/json-context.ts";
import { isPullRequest, type PullRequest } from "../json/pull-request-json.ts";
import { toFullName } from "../json/repository-json.ts";
import type { CheckRun, Comment, Repository } from "../world/entities.ts";
import { toHeadKey } from "../world/world.ts";
import { listClosedIssues, toClosedIssueNode } from "./closing-issues-query.ts";
import { toActorNode } from "./description-edits-query.ts";
import { toPullRequestNode } from "./pull-requests-query.ts";
import { toConnection } from "./to-connection.ts";

type Fields = Readonly<Record<string, unknown>>;

const COMMENTS = 50;
const CLOSED_ISSUES = 5;
const CHECK_RUNS = 5;

/** Open and merged ones, the one updated last first, with what was said on them and the app's own checks. */
export function answerPullRequestPage(
  request: RouteRequest,
  repository: Repository,
  variables: Fields,
): Fields {
  const pulls = request.view.issues
    .listGroup(`${repository.id}`)
    .filter(isPullRequest)
    .filter(({ state, pullRequest }) => state === "open" || pullRequest.mergedAtMs !== undefined)
    .sort((left, right) => right.updatedAtMs - left.updatedAtMs || right.number - left.number);
  return {
    nameWithOwner: toFullName(request.json, repository),
    pullRequests: toConnection(pulls, variables, (pull) => toNode(request, repository, pull)),
  };
}

/**
 * What such a query costs, by GitHub's own sum: the requests that each list would take if all of them were full.
 * https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api
 */
export function countPageCost(variables: Fields): number {
  const first = typeof variables["first"] === "number" ? variables["first"] : 100;
  const listsOfEach = [
    "labels",
    "files",
    "comments",
    "closingIssuesReferences",
    "commits",
    "userContentEdits",
  ].length;
  const nestedOfEach = CLOSED_ISSUES + ["checkSuites", "checkRuns"].length;
  return Math.max(1, Math.round((1 + first * (listsOfEach + nestedOfEach)) / 100));
}

function toNode(request: RouteRequest, repository: Repository, pull: PullRequest): Fields {
  const { view } = request;
  const comments = view.comments.listGroup(`${repository.id}#${pull.number}`);
  const issues = listClosedIssues(request, repository, pull);
  const part = pull.pullRequest;
  const runs = view.checkRuns
    .listGroup(toHeadKey(repository.id, part.headSha))
    .filter(({ appId, name }) => appId === request.simulation.app.id && name === "throughline");
  return {
    ...toPullRequestNode(request, pull),
    comments: toConnection(comments, { first: COMMENTS }, (comment) => toCommentNode(request, comment)),
    closingIssuesReferences: toConnection(issues, { first: CLOSED_ISSUES }, (each) =>
      toClosedIssueNode(request, each),
    ),
    commits: toConnection([part.headSha], {}, (oid) => ({
      commit: {
        oid,
        // A suite exists from the push on, whether or not a run stands in it.
        checkSuites: toConnection([runs], {}, (each) => ({
          checkRuns: toConnection(each, { first: CHECK_RUNS }, (run) => toRunNode(request, repository, run)),
        })),
      },
    })),
  };
}

function toRunNode({ json }: RouteRequest, repository: Repository, run: CheckRun): Fields {
  return {
    permalink: toHtmlUrl(json, `${toFullName(json, repository)}/runs/${run.id}`),
    name: run.name,
    externalId: run.externalId,
    conclusion: run.conclusion?.toUpperCase() ?? null,
    title: run.title,
    summary: run.summary,
    text: run.text,
  };
}

function toCommentNode(request: RouteRequest, comment: Comment): Fields {
  const { view, simulation } = request;
  const reactions = view.reactions.listGroup(`${comment.id}`);
  const hasReacted = (content: string): boolean =>
    reactions.some((each) => each.content === content && each.authorId === simulation.app.botId);
  return {
    // A number that outgrew 32 bits is given as text.
    fullDatabaseId: `${comment.id}`,
    body: comment.body,
    createdAt: toTime(comment.createdAtMs),
    updatedAt: toTime(comment.updatedAtMs),
    lastEditedAt: toTimeOrNull(comment.edit?.atMs),
    viewerDidAuthor: comment.authorId === simulation.app.botId,
    author: toActorNode(request, comment.authorId),
    editor: comment.edit === undefined ? null : toActorNode(request, comment.edit.byId),
    reactionGroups: [
      { content: "THUMBS_UP", viewerHasReacted: hasReacted("+1") },
      { content: "CONFUSED", viewerHasReacted: hasReacted("confused") },
    ],
  };
}
