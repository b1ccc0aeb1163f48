import { isVisible } from "../http/require-repository.ts";
import type { RouteRequest } from "../http/route.ts";
import { listLabelsOf } from "../json/label-json.ts";
import { isPullRequest, type PullRequest } from "../json/pull-request-json.ts";
import { toFullName } from "../json/repository-json.ts";
import { listClosingReferences } from "../world/closing-issues.ts";
import type { Issue, Repository } from "../world/entities.ts";
import { findRepositoryByName } from "../world/find-repository.ts";
import { toIssueKey } from "../world/world.ts";
import { GraphqlError } from "./graphql-error.ts";
import { toConnection } from "./to-connection.ts";

type Fields = Readonly<Record<string, unknown>>;

/** GitHub links issues only where the base is the default branch, and shows only those that the caller may see. */
export function answerClosingIssues(
  request: RouteRequest,
  repository: Repository,
  variables: Fields,
): Fields {
  const number = Number(variables["number"]);
  const pull = request.view.issues.find(toIssueKey(repository.id, number));
  if (!isPullRequest(pull)) {
    throw new GraphqlError("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`, [
      "repository",
      "pullRequest",
    ]);
  }
  const issues = listClosedIssues(request, repository, pull);
  return {
    nameWithOwner: toFullName(request.json, repository),
    pullRequest: {
      number,
      closingIssuesReferences: toConnection(issues, variables, (each) => toClosedIssueNode(request, each)),
    },
  };
}

export interface ClosedIssue {
  readonly issue: Issue;
  readonly home: Repository;
}

export function listClosedIssues(
  request: RouteRequest,
  repository: Repository,
  pull: PullRequest,
): readonly ClosedIssue[] {
  const references =
    pull.pullRequest.baseBranch === repository.defaultBranch ? listClosingReferences(pull.body ?? "") : [];
  return references.flatMap(({ owner, name, number: target }) => {
    const home =
      owner === undefined || name === undefined
        ? repository
        : findRepositoryByName(request.view, owner, name)?.repository;
    const issue = home && request.view.issues.find(toIssueKey(home.id, target));
    if (home === undefined || issue === undefined || issue.pullRequest !== undefined) return [];
    return isVisible(request.caller, home) ? [{ issue, home }] : [];
  });
}

export function toClosedIssueNode({ json, view }: RouteRequest, { issue, home }: ClosedIssue): Fields {
  const author = view.accounts.find(issue.authorId);
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    author:
      author === undefined
        ? null
        : {
            __typename: author.type,
            login: author.login.replace(/\[bot\]$/, ""),
            databaseId: author.id,
          },
    labels: toConnection(listLabelsOf(json, issue), {}, ({ name }) => ({ name })),
    state: issue.state === "open" ? "OPEN" : "CLOSED",
    repository: {
      databaseId: home.id,
      name: home.name,
      nameWithOwner: toFullName(json, home),
      owner: { login: view.accounts.find(home.ownerId)?.login ?? "ghost" },
    },
  };
}
