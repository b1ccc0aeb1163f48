import { z } from "zod";
import { GitHubError, type GitHubFailure } from "../workflows/ports/git-hub-error.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";
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

export interface GraphQLQuery<Schema extends z.ZodType> {
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
  const operationName = /^\s*query (\w+)/.exec(text)?.[1] ?? "";
  const answer = await client.send({
    route: ROUTE,
    parameters: { query: text, operationName, variables },
    spends: "read",
    answers: [200],
  });
  const route = `${ROUTE} ${operationName}`;
  const { data, errors } = parseAnswer(envelopeSchema, answer, route);
  const isPartial = errors.every(({ type }) => PARTIAL.has(type ?? ""));
  const parsed = isPartial ? schema.safeParse(data) : undefined;
  if (parsed?.success) return parsed.data;
  const [error] = errors;
  if (error !== undefined) throw new GitHubError(toFailure(route, error));
  return parseAnswer(schema, { data }, route);
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
