import type { Commit, Repository } from "../world/entities.ts";
import { toAccountJson } from "./account-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime } from "./json-context.ts";
import { toFullName } from "./repository-json.ts";

/** GitHub's `simple-commit`, the `head_commit` of suites and merge groups. */
export function toSimpleCommitJson({ view }: JsonContext, commit: Commit): Json {
  const login = view.accounts.find(commit.authorId)?.login ?? "ghost";
  const person = { name: login, email: `${login}@users.noreply.example` };
  return {
    id: commit.sha,
    tree_id: commit.sha,
    message: commit.message,
    timestamp: toTime(commit.committedAtMs),
    author: person,
    committer: person,
  };
}

/** GitHub's `commit`, as the REST API shows it. */
export function toCommitJson(context: JsonContext, repository: Repository, commit: Commit): Json {
  const fullName = toFullName(context, repository);
  const url = `${context.apiUrl}/repos/${fullName}`;
  const { author } = toSimpleCommitJson(context, commit);
  const person = { ...(author as Json), date: toTime(commit.committedAtMs) };
  const account = toAccountJson(context, commit.authorId);
  const toLinks = (sha: string): Json => ({
    sha,
    url: `${url}/commits/${sha}`,
    html_url: toHtmlUrl(context, `${fullName}/commit/${sha}`),
  });
  return {
    ...toLinks(commit.sha),
    node_id: toNodeId("C", commit.sha),
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.sha}`,
      author: person,
      committer: person,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.sha, url: `${url}/git/trees/${commit.sha}` },
    },
    author: account,
    committer: account,
    parents: commit.parent === undefined ? [] : [toLinks(commit.parent)],
  };
}
