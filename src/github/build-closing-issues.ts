import { z } from "zod";
import type { Reference } from "../model/answer.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { queryGraphQL } from "./query-graph-ql.ts";

const QUERY = `query ClosingIssues($owner: String!, $name: String!, $number: Int!, $first: Int!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    pullRequest(number: $number) {
      closingIssuesReferences(first: $first) { nodes { number repository { nameWithOwner } } }
    }
  }
}`;

const issueSchema = z.object({
  number: z.int().positive(),
  repository: z.object({ nameWithOwner: z.string() }),
});

const schema = z.object({
  repository: z.object({
    nameWithOwner: z.string().nullish(),
    pullRequest: z.object({
      closingIssuesReferences: z.object({ nodes: z.array(issueSchema.nullable()).nullish() }).nullish(),
    }),
  }),
});

/** More than anybody closes at once. */
const MOST_ISSUES = 100;

/** Which issues a pull request closes: by keyword, or linked by hand, which no text shows. */
export function buildClosingIssues(client: GitHubClient): Pick<GitHub, "listClosingIssues"> {
  return {
    async listClosingIssues({ owner, name, number }) {
      const variables = { owner, name, number, first: MOST_ISSUES };
      const { repository } = await queryGraphQL(client, { text: QUERY, variables, schema });
      // After a rename GitHub answers to the old name, with the new one.
      const home = (repository.nameWithOwner ?? `${owner}/${name}`).toLowerCase();
      const nodes = repository.pullRequest.closingIssuesReferences?.nodes ?? [];
      return nodes
        .filter((node) => node !== null)
        .map((issue): Reference => {
          const issueRepository = issue.repository.nameWithOwner;
          return issueRepository.toLowerCase() === home
            ? { number: issue.number }
            : { repository: issueRepository, number: issue.number };
        });
    },
  };
}
