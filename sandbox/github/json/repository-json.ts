import type { Repository } from "../world/entities.ts";
import { toAccountJson } from "./account-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime } from "./json-context.ts";

export function toFullName({ view }: JsonContext, repository: Repository): string {
  return `${view.accounts.find(repository.ownerId)?.login ?? "ghost"}/${repository.name}`;
}

/** Addresses below that of the repository, as GitHub lists them. */
const ADDRESSES = {
  archive_url: "{archive_format}{/ref}",
  assignees_url: "assignees{/user}",
  blobs_url: "git/blobs{/sha}",
  branches_url: "branches{/branch}",
  collaborators_url: "collaborators{/collaborator}",
  comments_url: "comments{/number}",
  commits_url: "commits{/sha}",
  compare_url: "compare/{base}...{head}",
  contents_url: "contents/{+path}",
  contributors_url: "contributors",
  deployments_url: "deployments",
  downloads_url: "downloads",
  events_url: "events",
  forks_url: "forks",
  git_commits_url: "git/commits{/sha}",
  git_refs_url: "git/refs{/sha}",
  git_tags_url: "git/tags{/sha}",
  hooks_url: "hooks",
  issue_comment_url: "issues/comments{/number}",
  issue_events_url: "issues/events{/number}",
  issues_url: "issues{/number}",
  keys_url: "keys{/key_id}",
  labels_url: "labels{/name}",
  languages_url: "languages",
  merges_url: "merges",
  milestones_url: "milestones{/number}",
  notifications_url: "notifications{?since,all,participating}",
  pulls_url: "pulls{/number}",
  releases_url: "releases{/id}",
  stargazers_url: "stargazers",
  statuses_url: "statuses/{sha}",
  subscribers_url: "subscribers",
  subscription_url: "subscription",
  tags_url: "tags",
  teams_url: "teams",
  trees_url: "git/trees{/sha}",
};

/** GitHub's `repository`. */
export function toRepositoryJson(context: JsonContext, repository: Repository): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}`;
  const { hostname: host } = new URL(context.apiUrl);
  return {
    id: repository.id,
    node_id: toNodeId("R", repository.id),
    name: repository.name,
    full_name: fullName,
    private: repository.visibility !== "public",
    owner: toAccountJson(context, repository.ownerId),
    html_url: toHtmlUrl(context, fullName),
    description: null,
    fork: repository.isFork,
    url,
    ...Object.fromEntries(Object.entries(ADDRESSES).map(([name, path]) => [name, `${url}/${path}`] as const)),
    git_url: `git://${host}/${fullName}.git`,
    ssh_url: `git@${host}:${fullName}.git`,
    clone_url: `${toHtmlUrl(context, fullName)}.git`,
    svn_url: toHtmlUrl(context, fullName),
    mirror_url: null,
    created_at: toTime(repository.createdAtMs),
    updated_at: toTime(repository.updatedAtMs),
    pushed_at: toTime(repository.updatedAtMs),
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    forks_count: 0,
    forks: 0,
    archived: repository.isArchived,
    disabled: false,
    open_issues_count: 0,
    open_issues: 0,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.visibility,
    default_branch: repository.defaultBranch,
  };
}

/** The short form in the lists of `installation` events. */
export function toRepositoryStub(context: JsonContext, repository: Repository): Json {
  return {
    id: repository.id,
    node_id: toNodeId("R", repository.id),
    name: repository.name,
    full_name: toFullName(context, repository),
    private: repository.visibility !== "public",
  };
}
