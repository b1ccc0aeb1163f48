import type { Repository } from "../world/entities.ts";
import { toAccountJson } from "./account-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime } from "./json-context.ts";

export function toFullName({ view }: JsonContext, repository: Repository): string {
  return `${view.accounts.find(repository.ownerId)?.login ?? "ghost"}/${repository.name}`;
}

/** GitHub's `repository`, with the fields that apps read; the address templates are left out. */
export function toRepositoryJson(context: JsonContext, repository: Repository): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}`;
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
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    contents_url: `${url}/contents/{+path}`,
    created_at: toTime(repository.createdAtMs),
    updated_at: toTime(repository.updatedAtMs),
    pushed_at: toTime(repository.updatedAtMs),
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    forks_count: 0,
    archived: repository.isArchived,
    disabled: false,
    open_issues_count: 0,
    license: null,
    allow_forking: true,
    is_template: false,
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
