// GraphQL without a schema: a query is known by the name of its operation and answered with what it selects of the fields
// listed here; test/conformance holds both against GitHub's schema. Variables: `owner`, `name`, and as named below; `first` is 100 unless given.
//
// OpenPullRequests(owner, name, first, after)     open ones, oldest number first
// MergedPullRequests(owner, name, first, after)   merged ones, newest merge first
//   repository { id databaseId nameWithOwner pullRequests { totalCount pageInfo { hasNextPage endCursor } nodes {
//     id databaseId fullDatabaseId number title body isDraft state merged mergedAt updatedAt createdAt closedAt
//     headRefOid headRefName baseRefName isCrossRepository changedFiles mergeCommit { oid }
//     author { __typename login databaseId }                    null for a deleted account
//     labels { totalCount nodes { name } pageInfo }             first 100
//     milestone { id number title }
//     files { totalCount nodes { path additions deletions changeType } pageInfo }   first 100
//   } } }
//     lastEditedAt userContentEdits { totalCount nodes { editor editedAt diff } }   first 10
// DescriptionEdits(owner, name, number, first, after)
//   repository { issueOrPullRequest { body author userContentEdits { totalCount pageInfo nodes {
//     editedAt diff editor { __typename login databaseId }     newest first; the text after the edit
//   } } } }
// ClosingIssues(owner, name, number, first, after)
//   repository { pullRequest { number closingIssuesReferences { totalCount pageInfo nodes {
//     number title state repository { databaseId name nameWithOwner owner { login } }
//   } } } }
// PullRequestCommits(owner, name, number, first)
//   repository { pullRequest { mergeCommit { message authors } commits { nodes { commit {
//     message authors { nodes { name email user { login databaseId } } } } } } } }   co-authors from the trailers
// PullRequestPage(owner, name, first, after)      open and merged ones, the one updated last first
//   as above, and closingIssuesReferences (first 5, with body, author, labels),
//   comments { nodes { fullDatabaseId body createdAt updatedAt lastEditedAt viewerDidAuthor author editor
//     reactionGroups { content viewerHasReacted } } }   first 50
//   commits { nodes { commit { oid checkSuites { nodes { checkRuns { nodes {
//     permalink name externalId conclusion title summary text } } } } } } }   the head, and this app's `throughline`
//   and beside the repository rateLimit { cost limit remaining resetAt }

import { isFields, readText } from "../http/read-field.ts";
import { Refusal } from "../http/refusal.ts";
import { isPermitted, isVisible } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toTime } from "../json/json-context.ts";
import type { Repository } from "../world/entities.ts";
import { findRepositoryByName } from "../world/find-repository.ts";
import { answerClosingIssues } from "./closing-issues-query.ts";
import { answerDescriptionEdits } from "./description-edits-query.ts";
import { GraphqlError } from "./graphql-error.ts";
import { answerPullRequestCommits } from "./pull-request-commits-query.ts";
import { answerPullRequestPage, countPageCost } from "./pull-request-page-query.ts";
import { answerPullRequests } from "./pull-requests-query.ts";
import { selectFields } from "./select-fields.ts";

type Fields = Readonly<Record<string, unknown>>;
type Answer = (request: RouteRequest, repository: Repository, variables: Fields) => Fields;

const OPERATIONS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  [
    "OpenPullRequests",
    (request, repository, variables) => answerPullRequests({ request, repository, variables, state: "OPEN" }),
  ],
  [
    "MergedPullRequests",
    (request, repository, variables) =>
      answerPullRequests({ request, repository, variables, state: "MERGED" }),
  ],
  ["ClosingIssues", answerClosingIssues],
  ["DescriptionEdits", answerDescriptionEdits],
  ["PullRequestCommits", answerPullRequestCommits],
  ["PullRequestPage", answerPullRequestPage],
]);

/** An unknown operation is handed to `onUnknown` and answered 501. */
export function createGraphqlRoutes(onUnknown: (operation: string) => void): readonly Route[] {
  return [
    {
      method: "POST",
      path: "/graphql",
      caller: "installation",
      handle: (request) => answerQuery(request, onUnknown),
    },
  ];
}

function answerQuery(request: RouteRequest, onUnknown: (operation: string) => void): Reply {
  const query = readText(request.body, "query") ?? "";
  const operation = /\bquery\s+(\w+)/.exec(query)?.[1] ?? "unnamed";
  const answer = OPERATIONS.get(operation);
  if (answer === undefined) {
    onUnknown(`POST /graphql ${operation}`);
    throw new Refusal(501, `The simulated GitHub does not know the GraphQL operation ${operation}.`);
  }
  const variables = isFields(request.body["variables"]) ? request.body["variables"] : {};
  try {
    const repository = requireByName(request, variables);
    const data = { repository: answer(request, repository, variables) };
    if (operation !== "PullRequestPage") return { status: 200, json: { data: selectFields(query, data) } };
    const cost = countPageCost(variables);
    const paid = selectFields(query, { rateLimit: toRateLimit(request, cost), ...data });
    return { status: 200, cost, json: { data: paid } };
  } catch (error) {
    if (!(error instanceof GraphqlError)) throw error;
    const { type, message, path } = error;
    // GitHub answers 200 and tells of failure in the body.
    return {
      status: 200,
      json: {
        data: { repository: null },
        errors: [{ type, path, locations: [{ line: 1, column: 1 }], message }],
      },
    };
  }
}

function toRateLimit({ limit }: RouteRequest, cost: number): Fields | null {
  if (limit === undefined) return null;
  const remaining = Math.max(limit.remaining - cost, 0);
  return { cost, limit: limit.limit, remaining, resetAt: toTime(limit.resetAtMs) };
}

/** Renames are followed without a redirect; what can't be seen does not exist. */
function requireByName({ view, caller }: RouteRequest, variables: Fields): Repository {
  const owner = readText(variables, "owner") ?? "";
  const name = readText(variables, "name") ?? "";
  const repository = findRepositoryByName(view, owner, name)?.repository;
  if (repository === undefined || !isVisible(caller, repository)) {
    throw new GraphqlError(
      "NOT_FOUND",
      `Could not resolve to a Repository with the name '${owner}/${name}'.`,
      ["repository"],
    );
  }
  if (caller.kind !== "installation" || !isPermitted(caller.permissions["pull_requests"], "read")) {
    throw new GraphqlError("FORBIDDEN", "Resource not accessible by integration", [
      "repository",
      "pullRequests",
    ]);
  }
  return repository;
}
