import type { RouteRequest } from "../http/route.ts";
import { toNodeId, toTime, toTimeOrNull } from "../json/json-context.ts";
import { listLabelsOf } from "../json/label-json.ts";
import { findMilestoneOf } from "../json/milestone-json.ts";
import { isPullRequest, type PullRequest } from "../json/pull-request-json.ts";
import { toFullName } from "../json/repository-json.ts";
import type { ChangedFile, Milestone, Repository } from "../world/entities.ts";
import { toEditConnection } from "./description-edits-query.ts";
import { toConnection } from "./to-connection.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface PullRequestsQuery {
  readonly request: RouteRequest;
  readonly repository: Repository;
  readonly variables: Fields;
  readonly state: "OPEN" | "MERGED";
}

export function answerPullRequests({ request, repository, variables, state }: PullRequestsQuery): Fields {
  const pulls = request.view.issues
    .listGroup(`${repository.id}`)
    .filter(isPullRequest)
    .filter((pull) => toState(pull) === state)
    .sort((left, right) =>
      state === "OPEN"
        ? left.number - right.number
        : toMergedMs(right) - toMergedMs(left) || right.number - left.number,
    );
  return {
    id: toNodeId("R", repository.id),
    databaseId: repository.id,
    nameWithOwner: toFullName(request.json, repository),
    pullRequests: toConnection(pulls, variables, (pull) => toPullRequestNode(request, pull)),
  };
}

function toMergedMs({ pullRequest }: PullRequest): number {
  return pullRequest.mergedAtMs ?? 0;
}

function toState({ state, pullRequest }: PullRequest): "OPEN" | "CLOSED" | "MERGED" {
  if (pullRequest.mergedAtMs !== undefined) return "MERGED";
  return state === "open" ? "OPEN" : "CLOSED";
}

export function toPullRequestNode(request: RouteRequest, pull: PullRequest): Fields {
  const { view, json } = request;
  const part = pull.pullRequest;
  const author = view.accounts.find(pull.authorId);
  return {
    id: toNodeId("PR", part.id),
    databaseId: part.id,
    fullDatabaseId: `${part.id}`,
    number: pull.number,
    title: pull.title,
    // Never null in GraphQL.
    body: pull.body ?? "",
    isDraft: part.isDraft,
    state: toState(pull),
    merged: part.mergedAtMs !== undefined,
    mergedAt: toTimeOrNull(part.mergedAtMs),
    updatedAt: toTime(pull.updatedAtMs),
    createdAt: toTime(pull.createdAtMs),
    closedAt: toTimeOrNull(pull.closedAtMs),
    headRefOid: part.headSha,
    headRefName: part.headBranch,
    baseRefName: part.baseBranch,
    isCrossRepository: part.headRepositoryId !== pull.repositoryId,
    changedFiles: part.files.length,
    mergeCommit: part.mergeSha === undefined ? null : { oid: part.mergeSha },
    author:
      author === undefined
        ? null
        : {
            __typename: author.type,
            // GraphQL shows bots without the suffix that REST gives them.
            login: author.login.replace(/\[bot\]$/, ""),
            databaseId: author.id,
          },
    labels: toConnection(listLabelsOf(json, pull), {}, ({ id, name }) => ({ id: toNodeId("LA", id), name })),
    lastEditedAt: toTimeOrNull(pull.editedAtMs),
    userContentEdits: toEditConnection(request, pull, { first: EDITS }),
    milestone: toMilestoneNode(findMilestoneOf(json, pull)),
    files: toConnection(part.files, {}, toFileNode),
  };
}

const EDITS = 10;

function toMilestoneNode(milestone: Milestone | undefined): Fields | null {
  if (milestone === undefined) return null;
  const { id, number, title } = milestone;
  return { id: toNodeId("MI", id), number, title };
}

const CHANGE_TYPES = {
  added: "ADDED",
  modified: "MODIFIED",
  removed: "DELETED",
  renamed: "RENAMED",
} as const;

/** GraphQL does not tell the former name of a renamed file. */
function toFileNode({ path, additions, deletions, status }: ChangedFile): Fields {
  return { path, additions, deletions, changeType: CHANGE_TYPES[status] };
}
