import type { Issue, PullRequestPart, Repository } from "../world/entities.ts";
import { toAssociation } from "../world/roles.ts";
import { toIssueKey } from "../world/world.ts";
import { toAccountJson } from "./account-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime, toTimeOrNull } from "./json-context.ts";
import { listLabelsOf, toLabelJson } from "./label-json.ts";
import { toMilestoneJsonOrNull } from "./milestone-json.ts";
import { toFullName, toRepositoryJson } from "./repository-json.ts";

/** An issue that is known to be a pull request. */
export type PullRequest = Issue & { readonly pullRequest: PullRequestPart };

export function isPullRequest(issue: Issue | undefined): issue is PullRequest {
  return issue?.pullRequest !== undefined;
}

/** GitHub's `pull-request-simple`, as lists show it: without counts and without `merged`. */
export function toPullRequestListJson(context: JsonContext, repository: Repository, pull: PullRequest): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}/pulls/${pull.number}`;
  const issueUrl = `${context.apiUrl}/repos/${fullName}/issues/${pull.number}`;
  const author = context.view.accounts.find(pull.authorId);
  const part = pull.pullRequest;
  return {
    url,
    id: part.id,
    node_id: toNodeId("PR", part.id),
    html_url: toHtmlUrl(context, `${fullName}/pull/${pull.number}`),
    diff_url: toHtmlUrl(context, `${fullName}/pull/${pull.number}.diff`),
    patch_url: toHtmlUrl(context, `${fullName}/pull/${pull.number}.patch`),
    issue_url: issueUrl,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: toAccountJson(context, pull.authorId),
    body: pull.body,
    created_at: toTime(pull.createdAtMs),
    updated_at: toTime(pull.updatedAtMs),
    closed_at: toTimeOrNull(pull.closedAtMs),
    merged_at: toTimeOrNull(part.mergedAtMs),
    merge_commit_sha: part.mergeSha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: listLabelsOf(context, pull).map((label) => toLabelJson(context, repository, label)),
    milestone: toMilestoneJsonOrNull(context, repository, pull),
    draft: part.isDraft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${context.apiUrl}/repos/${fullName}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: `${context.apiUrl}/repos/${fullName}/statuses/${part.headSha}`,
    head: toEnd(context, { repositoryId: part.headRepositoryId, ref: part.headBranch, sha: part.headSha }),
    base: toEnd(context, { repositoryId: repository.id, ref: part.baseBranch, sha: part.baseSha }),
    _links: {
      self: { href: url },
      html: { href: toHtmlUrl(context, `${fullName}/pull/${pull.number}`) },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${context.apiUrl}/repos/${fullName}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${context.apiUrl}/repos/${fullName}/statuses/${part.headSha}` },
    },
    author_association: author === undefined ? "NONE" : toAssociation(context.view, repository, author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** GitHub's `pull-request`, as a webhook and `GET /pulls/:number` show it. */
export function toPullRequestJson(context: JsonContext, repository: Repository, pull: PullRequest): Json {
  const part = pull.pullRequest;
  const sum = (field: "additions" | "deletions"): number =>
    part.files.reduce((total, file) => total + file[field], 0);
  return {
    ...toPullRequestListJson(context, repository, pull),
    merged: part.mergedAtMs !== undefined,
    mergeable: pull.state === "open" ? true : null,
    rebaseable: pull.state === "open" ? true : null,
    mergeable_state: pull.state === "open" ? "clean" : "unknown",
    merged_by: part.mergedById === undefined ? null : toAccountJson(context, part.mergedById),
    comments: context.view.comments.listGroup(toIssueKey(repository.id, pull.number)).length,
    review_comments: 0,
    maintainer_can_modify: part.headRepositoryId !== repository.id,
    commits: part.commits,
    additions: sum("additions"),
    deletions: sum("deletions"),
    changed_files: part.files.length,
  };
}

interface End {
  readonly repositoryId: number | undefined;
  readonly ref: string;
  readonly sha: string;
}

function toEnd(context: JsonContext, end: End): Json {
  // A deleted fork leaves `repo: null` and, with its owner unknown, `user: null`.
  const repository =
    end.repositoryId === undefined ? undefined : context.view.repositories.find(end.repositoryId);
  if (repository === undefined)
    return { label: `unknown:${end.ref}`, ref: end.ref, sha: end.sha, user: null, repo: null };
  const owner = toAccountJson(context, repository.ownerId);
  return {
    label: `${owner["login"]}:${end.ref}`,
    ref: end.ref,
    sha: end.sha,
    user: owner,
    repo: toRepositoryJson(context, repository),
  };
}
