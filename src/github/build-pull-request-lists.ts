import { z } from "zod";
import type { PullRequestState } from "../model/pull-request.ts";
import { textSchema } from "../payload/scalar-schemas.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { listGraphQLPages } from "./graph-ql.ts";
import {
  graphQLPullRequestSchema,
  PULL_REQUEST_FIELDS,
  toPullRequestState,
} from "./graph-ql-pull-request.ts";

const OPEN = `query OpenPullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: [OPEN], first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      nodes { ${PULL_REQUEST_FIELDS} }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

// GitHub has no order by the time of the merge; the last update is the nearest.
const MERGED = `query MergedPullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: [MERGED], first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { ${PULL_REQUEST_FIELDS} files(first: 100) { nodes { path } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const mergedSchema = graphQLPullRequestSchema.extend({
  files: z.object({ nodes: z.array(z.object({ path: textSchema }).nullable()).nullish() }).nullish(),
});

const PER_PAGE = 100;
/** With files each pull request is heavy, and GitHub ends a query after 10 s. */
const MERGED_PER_PAGE = 25;

/** Pull requests by the page, through GraphQL: 100 for the price of one. */
export function buildPullRequestLists(
  client: GitHubClient,
): Pick<GitHub, "listOpenPullRequests" | "listMergedPullRequests"> {
  return {
    async *listOpenPullRequests(repository) {
      const node = graphQLPullRequestSchema;
      for await (const page of listGraphQLPages(client, { text: OPEN, repository, first: PER_PAGE, node })) {
        yield page.map((pullRequest) => toPullRequestState(pullRequest, repository.id));
      }
    },
    async listMergedPullRequests(repository, limit) {
      const merged: { readonly state: PullRequestState; readonly paths: readonly string[] }[] = [];
      if (limit < 1) return merged;
      const first = Math.min(limit, MERGED_PER_PAGE);
      for await (const page of listGraphQLPages(client, {
        text: MERGED,
        repository,
        first,
        node: mergedSchema,
      })) {
        merged.push(
          ...page.map((pullRequest) => ({
            state: toPullRequestState(pullRequest, repository.id),
            paths: (pullRequest.files?.nodes ?? [])
              .flatMap((file) => (file === null ? [] : [file.path]))
              .sort(),
          })),
        );
        if (merged.length >= limit) break;
      }
      return merged
        .slice(0, limit)
        .sort(
          (a, b) => (b.state.mergedAtMs ?? 0) - (a.state.mergedAtMs ?? 0) || b.state.number - a.state.number,
        );
    },
  };
}
