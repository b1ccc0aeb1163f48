import { isPullRequest, type PullRequest } from "../json/pull-request-json.ts";
import type { Issue, Repository } from "../world/entities.ts";
import { toIssueKey } from "../world/world.ts";
import { notFound } from "./refusal.ts";
import { requireRepository } from "./require-repository.ts";
import type { RouteRequest } from "./route.ts";

export interface IssueFinding {
  readonly repository: Repository;
  readonly issue: Issue;
}

/** Issue or pull request of `:number`; a pull request is open to either permission. */
export function requireIssue(request: RouteRequest, access: "read" | "write"): IssueFinding {
  const number = Number(request.params["number"]);
  const repository = requireRepository(request, { anyOf: ["issues", "pull_requests"], access });
  const issue = request.view.issues.find(toIssueKey(repository.id, number));
  if (issue === undefined) throw notFound();
  if (!isPullRequest(issue)) requireRepository(request, { anyOf: ["issues"], access });
  return { repository, issue };
}

export function requirePullRequest(request: RouteRequest): {
  readonly repository: Repository;
  readonly pull: PullRequest;
} {
  const repository = requireRepository(request, { anyOf: ["pull_requests"], access: "read" });
  const issue = request.view.issues.find(toIssueKey(repository.id, Number(request.params["number"])));
  if (!isPullRequest(issue)) throw notFound();
  return { repository, pull: issue };
}
