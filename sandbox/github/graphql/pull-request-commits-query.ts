import type { RouteRequest } from "../http/route.ts";
import { isPullRequest } from "../json/pull-request-json.ts";
import type { Commit, Repository } from "../world/entities.ts";
import { toIssueKey } from "../world/world.ts";
import { GraphqlError } from "./graphql-error.ts";
import { toConnection } from "./to-connection.ts";

type Fields = Readonly<Record<string, unknown>>;

// Co-authored-by: Octo Cat <12345+octocat@users.noreply.github.com>
const CO_AUTHOR = /^Co-authored-by: (.*?) <([^<>]*)>$/gim;
const NOREPLY = /^(\d+)\+[^@]+@users\.noreply\./;

/** The commits of a pull request, oldest first, and the one that it landed as, with their authors. */
export function answerPullRequestCommits(
  request: RouteRequest,
  repository: Repository,
  variables: Fields,
): Fields {
  const { view } = request;
  const number = Number(variables["number"]);
  const pull = view.issues.find(toIssueKey(repository.id, number));
  if (!isPullRequest(pull)) {
    throw new GraphqlError("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`, [
      "repository",
      "pullRequest",
    ]);
  }
  const { headSha, baseSha, mergeSha } = pull.pullRequest;
  const merge = mergeSha === undefined ? undefined : view.commits.find(mergeSha);
  return {
    pullRequest: {
      mergeCommit: merge === undefined ? null : toCommitNode(request, merge),
      commits: toConnection(listCommits(request, headSha, baseSha), variables, (commit) => ({
        commit: toCommitNode(request, commit),
      })),
    },
  };
}

function listCommits({ view }: RouteRequest, headSha: string, baseSha: string): readonly Commit[] {
  const commits: Commit[] = [];
  let sha: string | undefined = headSha;
  while (sha !== undefined && sha !== baseSha) {
    const commit: Commit | undefined = view.commits.find(sha);
    if (commit === undefined) break;
    commits.push(commit);
    sha = commit.parent;
  }
  return commits.reverse();
}

function toCommitNode({ view }: RouteRequest, { message, authorId }: Commit): Fields {
  const author = view.accounts.find(authorId);
  const coAuthors = [...message.matchAll(CO_AUTHOR)].map(([, name = "", email = ""]) => {
    const account = view.accounts.find(Number(NOREPLY.exec(email)?.[1] ?? 0));
    const user = account?.type === "User" ? { login: account.login, databaseId: account.id } : null;
    return { name, email, user };
  });
  const own = {
    name: author?.login ?? "ghost",
    email: `${authorId}+${author?.login ?? "ghost"}@users.noreply.github.com`,
    user: author?.type === "User" ? { login: author.login, databaseId: author.id } : null,
  };
  return { message, authors: toConnection([own, ...coAuthors], {}, (each) => each) };
}
