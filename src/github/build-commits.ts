import { z } from "zod";
import type { CreditCommit } from "../credit/build-change-notes.ts";
import { isMachineName, parsePerson } from "../credit/person.ts";
import type { CreditedPerson } from "../model/credit.ts";
import { idSchema } from "../payload/scalar-schemas.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseNodes, queryGraphQL, toRoute } from "./graph-ql.ts";

/** One page, one point of the hour's budget: a change of more commits is credited by its first hundred. */
const MOST_COMMITS = 100;
/** GitHub lists the author first, then the co-authors of the trailers. */
const MOST_AUTHORS = 10;

const COMMIT_FIELDS = `message authors(first: ${MOST_AUTHORS}) { nodes { name email user { login databaseId } } }`;

const QUERY = `query PullRequestCommits($owner: String!, $name: String!, $number: Int!, $first: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      mergeCommit { ${COMMIT_FIELDS} }
      commits(first: $first) { nodes { commit { ${COMMIT_FIELDS} } } }
    }
  }
}`;

const authorSchema = z.object({
  name: z.string().nullish(),
  /** Looked at to tell machines, and not kept. */
  email: z.string().nullish(),
  user: z.object({ login: z.string(), databaseId: idSchema.nullish() }).nullish(),
});

const commitSchema = z.object({
  message: z.string().nullish(),
  authors: z.object({ nodes: z.array(authorSchema.nullable()).nullish() }).nullish(),
});

const nodeSchema = z.object({ commit: commitSchema });

const schema = z.object({
  repository: z.object({
    pullRequest: z.object({
      mergeCommit: commitSchema.nullish(),
      commits: z.object({ nodes: z.array(z.unknown()).nullish() }).nullish(),
    }),
  }),
});

/** Who wrote the commits of a pull request, by the accounts that GitHub knows behind their addresses. */
export function buildCommits(client: GitHubClient): Pick<GitHub, "listCommits"> {
  return {
    async listCommits({ owner, name, number }) {
      const variables = { owner, name, number, first: MOST_COMMITS };
      const { repository } = await queryGraphQL(client, { text: QUERY, variables, schema });
      const { commits, mergeCommit } = repository.pullRequest;
      const { rows, unreadable } = parseNodes(nodeSchema, commits?.nodes ?? []);
      client.reportUnreadable(toRoute(QUERY), unreadable);
      return [...rows.map(({ commit }) => commit), ...(mergeCommit == null ? [] : [mergeCommit])].map(
        toCommit,
      );
    },
  };
}

function toCommit({ message, authors }: z.output<typeof commitSchema>): CreditCommit {
  const [author, ...coAuthors] = (authors?.nodes ?? []).map((node) => node && toPerson(node));
  return {
    message: message ?? "",
    ...(author == null ? {} : { author }),
    coAuthors: coAuthors.filter((person) => person != null),
  };
}

function toPerson({ name, email, user }: z.output<typeof authorSchema>): CreditedPerson | undefined {
  const address = email ?? "";
  if (user == null) return parsePerson(`${name ?? ""} <${address}>`);
  if (isMachineName(name ?? "", address) || isMachineName(user.login, "")) return undefined;
  return {
    name: user.login,
    isLogin: true,
    ...(user.databaseId == null ? {} : { id: user.databaseId }),
  };
}
