import { replyPage } from "../http/list-page.ts";
import { requirePullRequest } from "../http/require-issue.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { type Json, toHtmlUrl } from "../json/json-context.ts";
import {
  isPullRequest,
  type PullRequest,
  toPullRequestJson,
  toPullRequestListJson,
} from "../json/pull-request-json.ts";
import { toFullName } from "../json/repository-json.ts";
import { toBlobSha } from "../world/commits.ts";
import type { ChangedFile } from "../world/entities.ts";

/** GitHub lists no more, whatever `changed_files` says. */
const MOST_LISTED_FILES = 3000;

export const pullRequestRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/pulls", caller: "installation", handle: listPullRequests },
  {
    method: "GET",
    path: "/repos/:owner/:repo/pulls/:number",
    caller: "installation",
    handle: readPullRequest,
  },
  {
    method: "GET",
    path: "/repos/:owner/:repo/pulls/:number/files",
    caller: "installation",
    handle: listFiles,
  },
  {
    method: "GET",
    path: "/repos/:owner/:repo/commits/:ref/pulls",
    caller: "installation",
    handle: listPullRequestsOfCommit,
  },
];

function listPullRequests(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["pull_requests"], access: "read" });
  const { query, view, json } = request;
  const state = query.get("state") ?? "open";
  const head = query.get("head");
  const base = query.get("base");
  const sort = query.get("sort") ?? "created";
  // Newest first by creation unless asked otherwise; `updated` is ascending only on request too.
  const sign = (query.get("direction") ?? "desc") === "asc" ? 1 : -1;
  const toKey = (pull: PullRequest): number => (sort === "updated" ? pull.updatedAtMs : pull.createdAtMs);
  const pulls = view.issues
    .listGroup(`${repository.id}`)
    .filter(isPullRequest)
    .filter((pull) => state === "all" || pull.state === state)
    .filter((pull) => base === null || pull.pullRequest.baseBranch === base)
    .filter((pull) => head === null || toHeadLabel(request, pull).toLowerCase() === head.toLowerCase())
    .sort((left, right) => sign * (toKey(left) - toKey(right) || left.number - right.number));
  return replyPage(request, pulls, (shown) =>
    shown.map((pull) => toPullRequestListJson(json, repository, pull)),
  );
}

/** `owner:branch`, as the filter `head` wants it. */
function toHeadLabel({ view }: RouteRequest, { pullRequest }: PullRequest): string {
  const head = pullRequest.headRepositoryId;
  const owner = head === undefined ? undefined : view.repositories.find(head)?.ownerId;
  const login = owner === undefined ? undefined : view.accounts.find(owner)?.login;
  return `${login ?? "unknown"}:${pullRequest.headBranch}`;
}

function readPullRequest(request: RouteRequest): Reply {
  const { repository, pull } = requirePullRequest(request);
  return { status: 200, json: toPullRequestJson(request.json, repository, pull) };
}

function listPullRequestsOfCommit(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["pull_requests"], access: "read" });
  const sha = request.params["ref"];
  const pulls = request.view.issues
    .listGroup(`${repository.id}`)
    .filter(isPullRequest)
    .filter(({ pullRequest }) => pullRequest.headSha === sha || pullRequest.mergeSha === sha);
  return replyPage(request, pulls, (shown) =>
    shown.map((pull) => toPullRequestListJson(request.json, repository, pull)),
  );
}

function listFiles(request: RouteRequest): Reply {
  const { repository, pull } = requirePullRequest(request);
  const listed = pull.pullRequest.files.slice(0, MOST_LISTED_FILES);
  const fullName = toFullName(request.json, repository);
  return replyPage(request, listed, (shown) =>
    shown.map((file) => toFileJson(request, { file, fullName, sha: pull.pullRequest.headSha })),
  );
}

interface ShownFile {
  readonly file: ChangedFile;
  readonly fullName: string;
  readonly sha: string;
}

function toFileJson({ json }: RouteRequest, { file, fullName, sha }: ShownFile): Json {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: toBlobSha(`${sha}:${file.path}`),
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: toHtmlUrl(json, `${fullName}/blob/${sha}/${path}`),
    raw_url: toHtmlUrl(json, `${fullName}/raw/${sha}/${path}`),
    contents_url: `${json.apiUrl}/repos/${fullName}/contents/${path}?ref=${sha}`,
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
