import type { CheckRun, GitHub, Issue, PageComment, PageEntry } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseNodes, queryGraphQL, toRoute } from "./graph-ql.ts";
import { toPullRequestState } from "./graph-ql-pull-request.ts";
import {
  type CheckRunNode,
  type CommentNode,
  type LinkedIssueNode,
  PULL_REQUEST_PAGE,
  type PullRequestPageNode,
  pullRequestNodeSchema,
  pullRequestPageSchema,
} from "./pull-request-page-query.ts";

interface Home {
  readonly id: number;
  /** In lower case. */
  readonly fullName: string;
}

/**
 * Pull requests with all that was said on them, 100 for one request.
 *
 * @param appId Whose check runs count; absent: any by our name, for a token that belongs to no app.
 */
export function buildPullRequestPages(
  client: GitHubClient,
  appId?: number,
): Pick<GitHub, "readPullRequestPage"> {
  return {
    async readPullRequestPage({ owner, name, id }, { first, after }) {
      const variables = { owner, name, first, after: after ?? null, appId: appId ?? null };
      const { repository, rateLimit } = await queryGraphQL(client, {
        text: PULL_REQUEST_PAGE,
        variables,
        schema: pullRequestPageSchema,
      });
      const home = { id, fullName: (repository.nameWithOwner ?? `${owner}/${name}`).toLowerCase() };
      const { nodes, pageInfo, totalCount } = repository.pullRequests;
      const { rows, unreadable } = parseNodes(pullRequestNodeSchema, nodes);
      client.reportUnreadable(toRoute(PULL_REQUEST_PAGE), unreadable);
      // A cursor that stands still would ask for the same page for ever.
      const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
      return {
        entries: rows.map((node) => toEntry(node, home)),
        total: totalCount,
        ...(next === undefined || next === after ? {} : { next }),
        ...(rateLimit == null ? {} : { points: toPoints(rateLimit) }),
      };
    },
  };
}

function toPoints({
  cost,
  limit,
  remaining,
  resetAt,
}: {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
}) {
  return { cost, limit, remaining, resetAtMs: resetAt };
}

function toEntry(node: PullRequestPageNode, home: Home): PageEntry {
  const paths = findAllPaths(node);
  const comments = findAllComments(node);
  return {
    state: toPullRequestState(node, home.id),
    ...(node.lastEditedAt == null ? {} : { editedAtMs: node.lastEditedAt }),
    ...(paths === undefined ? {} : { paths }),
    ...(comments === undefined ? {} : { comments }),
    linkedIssues: listNodes(node.closingIssuesReferences).map((issue) => toLinkedIssue(issue, home)),
    checkRuns: listCheckRuns(node),
  };
}

function listNodes<Node>(
  list: { readonly nodes?: readonly (Node | null)[] | null | undefined } | null | undefined,
): readonly Node[] {
  return (list?.nodes ?? []).filter((node) => node !== null);
}

/** GraphQL tells no former name of a renamed file, and REST does. A copy changes nothing in its source. */
function findAllPaths({ files, changedFiles }: PullRequestPageNode): readonly string[] | undefined {
  const nodes = listNodes(files);
  const isWhole = files != null && nodes.length === files.totalCount && nodes.length === changedFiles;
  if (!isWhole || nodes.some(({ changeType }) => changeType === "RENAMED")) return undefined;
  return [...new Set(nodes.map(({ path }) => path))].sort();
}

function findAllComments({ comments }: PullRequestPageNode): readonly PageComment[] | undefined {
  const nodes = listNodes(comments).flatMap((node) => toComment(node));
  // One out of reach, or without an id: they are listed one by one then.
  return comments == null || nodes.length < comments.totalCount ? undefined : nodes;
}

function toComment(node: CommentNode): readonly PageComment[] {
  const { editor, lastEditedAt, fullDatabaseId } = node;
  if (fullDatabaseId == null) return [];
  const comment = {
    id: fullDatabaseId,
    body: node.body ?? "",
    author: node.author,
    isOurs: node.viewerDidAuthor === true,
    hasOurThumbsUp: node.reactionGroups.some(
      ({ content, viewerHasReacted }) => content === "THUMBS_UP" && viewerHasReacted,
    ),
    createdAtMs: node.createdAt,
    updatedAtMs: node.updatedAt,
    ...(lastEditedAt == null
      ? {}
      : { edit: { atMs: lastEditedAt, ...(editor === undefined ? {} : { by: editor }) } }),
  };
  return [comment];
}

function toLinkedIssue(node: LinkedIssueNode, home: Home): PageEntry["linkedIssues"][number] {
  const { number } = node;
  const repository = node.repository.nameWithOwner;
  const issue: Issue = {
    title: node.title ?? "",
    body: node.body ?? "",
    labels: listNodes(node.labels).map(({ name }) => name),
    author: node.author,
    isPullRequest: false,
  };
  const isHere = repository.toLowerCase() === home.fullName;
  return { reference: isHere ? { number } : { repository, number }, issue };
}

function listCheckRuns({ commits, headRefOid }: PullRequestPageNode): readonly CheckRun[] {
  return listNodes(commits)
    .filter(({ commit }) => commit.oid === headRefOid)
    .flatMap(({ commit }) => listNodes(commit.checkSuites))
    .flatMap(({ checkRuns }) => listNodes(checkRuns))
    .flatMap((node) => toCheckRun(node, headRefOid))
    .sort((a, b) => b.id - a.id);
}

function toCheckRun(node: CheckRunNode, headSha: string): readonly CheckRun[] {
  const { permalink: id } = node;
  if (id === undefined) return [];
  return [
    {
      id,
      name: node.name,
      headSha,
      externalId: node.externalId ?? "",
      conclusion: node.conclusion?.toLowerCase(),
      title: node.title ?? "",
      summary: node.summary ?? "",
      text: node.text ?? "",
    },
  ];
}
