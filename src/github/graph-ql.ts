import { z } from "zod";
import type { RepositoryName } from "../workflows/ports/git-hub.ts";
import { GitHubError, type GitHubFailure } from "../workflows/ports/git-hub-error.ts";
import type { ListPage, UnreadableRow } from "../workflows/ports/list-page.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";
import { parseRows } from "./parse-rows.ts";
import { toGitHubWords } from "./to-git-hub-words.ts";

const ROUTE = "POST /graphql";

const envelopeSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ type: z.string().nullish(), message: z.string().nullish() }))
    .nullish()
    .transform((errors) => errors ?? []),
});
type GraphQLProblem = z.output<typeof envelopeSchema>["errors"][number];

/** Parts that this installation may not see are null in the data: what it may see stands. */
const PARTIAL: ReadonlySet<string> = new Set(["NOT_FOUND", "FORBIDDEN"]);

interface GraphQLQuery<Schema extends z.ZodType> {
  /** Names its operation: `query OpenPullRequests(...) {...}`. */
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of `data`. */
  readonly schema: Schema;
}

/**
 * The data of a query. GraphQL answers its failures with 200, often beside part of the data: that part is taken where
 * what lacks is out of reach, and refused where GitHub stopped half-way.
 */
export async function queryGraphQL<Schema extends z.ZodType>(
  client: GitHubClient,
  { text, variables, schema }: GraphQLQuery<Schema>,
): Promise<z.output<Schema>> {
  const operationName = readOperation(text);
  const answer = await client.send({
    route: ROUTE,
    parameters: { query: text, operationName, variables },
    spends: "read",
    answers: [200],
  });
  const route = toRoute(text);
  const { data, errors } = parseAnswer(envelopeSchema, answer, route);
  const isPartial = errors.every(({ type }) => PARTIAL.has(type ?? ""));
  const parsed = isPartial ? schema.safeParse(data) : undefined;
  if (parsed?.success) return parsed.data;
  const [error] = errors;
  if (error !== undefined) throw new GitHubError(toFailure(route, error));
  return parseAnswer(schema, { data }, route);
}

function readOperation(text: string): string {
  return /^\s*query (\w+)/.exec(text)?.[1] ?? "";
}

/** What the log names: the route with the operation behind it */
export function toRoute(text: string): string {
  return `${ROUTE} ${readOperation(text)}`;
}

/** Nodes one by one; null is one out of reach, and no fault. */
export function parseNodes<Node extends z.ZodType>(
  node: Node,
  nodes: readonly unknown[],
): ListPage<z.output<Node>> {
  return parseRows(
    node,
    nodes.filter((one) => one !== null),
  );
}

function toFailure(route: string, { type, message }: GraphQLProblem): GitHubFailure {
  const sentence = `${route}: ${[type, toGitHubWords({ message })].filter(Boolean).join(" ")}`;
  switch (type) {
    case "NOT_FOUND":
      return { kind: "gone", status: 404, message: sentence };
    case "FORBIDDEN":
      return { kind: "forbidden", message: sentence };
    default:
      return { kind: "fault", message: sentence };
  }
}

interface PagedQuery<Node extends z.ZodType> {
  /** Takes `$owner`, `$name`, `$first` and `$after`, and asks for `repository.pullRequests` with `pageInfo`. */
  readonly text: string;
  readonly repository: RepositoryName;
  readonly first: number;
  readonly node: Node;
}

/** Pages of pull requests, each asked for when it is wanted; nodes out of reach, or unreadable, are left out. */
export async function* listGraphQLPages<Node extends z.ZodType>(
  client: GitHubClient,
  { text, repository, first, node }: PagedQuery<Node>,
): AsyncGenerator<readonly z.output<Node>[], void> {
  const schema = z.object({
    repository: z.object({
      pullRequests: z.object({
        nodes: z.array(z.unknown()),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    }),
  });
  const left: UnreadableRow[] = [];
  let after: string | null = null;
  try {
    do {
      const variables = { owner: repository.owner, name: repository.name, first, after };
      const data: z.output<typeof schema> = await queryGraphQL(client, { text, variables, schema });
      const { nodes, pageInfo } = data.repository.pullRequests;
      const { rows, unreadable } = parseNodes(node, nodes);
      left.push(...unreadable);
      yield rows;
      // A cursor that stands still would ask for the same page for ever.
      const next: string | null = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
      after = next === after ? null : next;
    } while (after !== null);
  } finally {
    client.reportUnreadable(toRoute(text), left);
  }
}
