import type { Issue, Repository } from "../world/entities.ts";
import { toAssociation } from "../world/roles.ts";
import { toIssueKey } from "../world/world.ts";
import { toAccountJson } from "./account-json.ts";
import { toAppJson } from "./app-json.ts";
import { toReactionsJson } from "./comment-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime, toTimeOrNull } from "./json-context.ts";
import { listLabelsOf, toLabelJson } from "./label-json.ts";
import { toMilestoneJsonOrNull } from "./milestone-json.ts";
import { toFullName } from "./repository-json.ts";

/** GitHub's `issue`; a pull request shown as an issue carries `pull_request`. */
export function toIssueJson(context: JsonContext, repository: Repository, issue: Issue): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}/issues/${issue.number}`;
  const author = context.view.accounts.find(issue.authorId);
  const pullUrl = `${context.apiUrl}/repos/${fullName}/pulls/${issue.number}`;
  const kind = issue.pullRequest === undefined ? "issues" : "pull";
  return {
    url,
    repository_url: `${context.apiUrl}/repos/${fullName}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: toHtmlUrl(context, `${fullName}/${kind}/${issue.number}`),
    id: issue.id,
    node_id: toNodeId("I", issue.id),
    number: issue.number,
    title: issue.title,
    user: toAccountJson(context, issue.authorId),
    labels: listLabelsOf(context, issue).map((label) => toLabelJson(context, repository, label)),
    state: issue.state,
    state_reason: issue.state === "closed" && issue.pullRequest === undefined ? "completed" : null,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: toMilestoneJsonOrNull(context, repository, issue),
    comments: context.view.comments.listGroup(toIssueKey(repository.id, issue.number)).length,
    created_at: toTime(issue.createdAtMs),
    updated_at: toTime(issue.updatedAtMs),
    closed_at: toTimeOrNull(issue.closedAtMs),
    author_association: author === undefined ? "NONE" : toAssociation(context.view, repository, author),
    active_lock_reason: null,
    body: issue.body,
    reactions: toReactionsJson(`${url}/reactions`, []),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: issue.appId === undefined ? null : toAppJson(context, issue.appId),
    ...(issue.pullRequest === undefined
      ? {}
      : {
          draft: issue.pullRequest.isDraft,
          pull_request: {
            url: pullUrl,
            html_url: toHtmlUrl(context, `${fullName}/pull/${issue.number}`),
            diff_url: toHtmlUrl(context, `${fullName}/pull/${issue.number}.diff`),
            patch_url: toHtmlUrl(context, `${fullName}/pull/${issue.number}.patch`),
            merged_at: toTimeOrNull(issue.pullRequest.mergedAtMs),
          },
        }),
  };
}
