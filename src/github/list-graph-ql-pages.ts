import { z } from "zod";
import type { RepositoryName } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { queryGraphQL } from "./query-graph-ql.ts";

export interface PagedQuery<Node extends z.ZodType> {
  /** Takes `$owner`, `$name`, `$first` and `$after`, and asks for `repository.pullRequests` with `pageInfo`. */
  readonly text: string;
  readonly repository: RepositoryName;
  readonly first: number;
  readonly node: Node;
}

/** Pages of a repository's pull requests, each asked for when it is wanted; nodes out of reach are left out. */
export async function* listGraphQLPages<Node extends z.ZodType>(
  client: GitHubClient,
  { text, repository, first, node }: PagedQuery<Node>,
): AsyncGenerator<readonly z.output<Node>[], void> {
  const schema = z.object({
    repository: z.object({
      pullRequests: z.object({
        nodes: z.array(node.nullable()),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    }),
  });
  let after: string | null = null;
  do {
    const variables = { owner: repository.owner, name: repository.name, first, after };
    const data: z.output<typeof schema> = await queryGraphQL(client, { text, variables, schema });
    const { nodes, pageInfo } = data.repository.pullRequests;
    yield nodes.filter((entry) => entry !== null) as readonly z.output<Node>[];
    // A cursor that stands still would ask for the same page for ever.
    const next: string | null = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    after = next === after ? null : next;
  } while (after !== null);
}
