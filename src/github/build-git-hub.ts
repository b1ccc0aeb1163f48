import type { GitHub } from "../workflows/ports/git-hub.ts";
import { buildChecks } from "./build-checks.ts";
import { buildComments } from "./build-comments.ts";
import { buildCommits } from "./build-commits.ts";
import { buildContents, buildPermissions } from "./build-contents.ts";
import { buildEdits } from "./build-edits.ts";
import { buildClosingIssues, buildIssues, buildOwnIssues } from "./build-issues.ts";
import { buildPullRequestLists } from "./build-pull-request-lists.ts";
import { buildPullRequestPages } from "./build-pull-request-pages.ts";
import { buildPullRequests } from "./build-pull-requests.ts";
import { buildRepositories } from "./build-repositories.ts";
import type { GitHubClient } from "./git-hub-client.ts";

export interface GitHubParts {
  readonly client: GitHubClient;
  readonly installationId: number;
  /** Absent where the token belongs to no app: nothing is known to be our own then, but checks by their name. */
  readonly appId?: number;
  readonly readSlug: () => Promise<string>;
}

/** No app has it. */
const NO_APP_ID = 0;

/** GitHub as the holder of a token sees it. */
export function buildGitHub({ client, installationId, appId, readSlug }: GitHubParts): GitHub {
  const own = { client, appId: appId ?? NO_APP_ID, readSlug };
  return {
    ...buildRepositories(client, installationId),
    ...buildPullRequests(client),
    ...buildPullRequestLists(client),
    ...buildPullRequestPages(client, appId),
    ...buildComments(own),
    ...buildIssues(client),
    ...buildOwnIssues(own),
    ...buildClosingIssues(client),
    ...buildEdits(client),
    ...buildCommits(client),
    ...buildPermissions(client),
    ...buildContents(client),
    ...buildChecks(client, own.appId),
  };
}
