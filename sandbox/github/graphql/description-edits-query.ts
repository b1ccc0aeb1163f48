import type { RouteRequest } from "../http/route.ts";
import { toTime } from "../json/json-context.ts";
import type { Issue, Repository } from "../world/entities.ts";
import { toIssueKey } from "../world/world.ts";
import { GraphqlError } from "./graphql-error.ts";
import { toConnection } from "./to-connection.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The history of a description: empty until it is edited, then with the text as it was opened as its last entry. */
export function answerDescriptionEdits(
  request: RouteRequest,
  repository: Repository,
  variables: Fields,
): Fields {
  const number = Number(variables["number"]);
  const issue = request.view.issues.find(toIssueKey(repository.id, number));
  if (issue === undefined) {
    throw new GraphqlError(
      "NOT_FOUND",
      `Could not resolve to an issue or pull request with the number of ${number}.`,
      ["repository", "issueOrPullRequest"],
    );
  }
  return {
    issueOrPullRequest: {
      __typename: issue.pullRequest === undefined ? "Issue" : "PullRequest",
      body: issue.body ?? "",
      author: toActorNode(request, issue.authorId),
      userContentEdits: toEditConnection(request, issue, variables),
    },
  };
}

/** Newest first, as GitHub lists them; its `diff` is the whole text after the edit. */
export function toEditConnection(request: RouteRequest, issue: Issue, variables: Fields): Fields {
  const newestFirst = (issue.revisions ?? []).toReversed();
  return toConnection(newestFirst, variables, ({ atMs, byId, body }) => ({
    editedAt: toTime(atMs),
    diff: body,
    editor: toActorNode(request, byId),
  }));
}

export function toActorNode({ view }: RouteRequest, id: number): Fields | null {
  const account = view.accounts.find(id);
  if (account === undefined) return null;
  // GraphQL shows bots without the suffix that REST gives them.
  return { __typename: account.type, login: account.login.replace(/\[bot\]$/, ""), databaseId: account.id };
}
