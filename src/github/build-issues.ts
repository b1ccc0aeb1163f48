import { z } from "zod";
import type { Reference } from "../model/answer.ts";
import { authorSchema } from "../payload/actor-schema.ts";
import { textSchema } from "../payload/scalar-schemas.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import { type CommentsOptions, mayBeOurs } from "./build-comments.ts";
import { listRows } from "./build-repositories.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseNodes, queryGraphQL, toRoute } from "./graph-ql.ts";
import { parseAnswer } from "./parse-answer.ts";

const issueSchema = z.object({
  number: z.int().positive().nullish(),
  /** `https://api.github.com/repos/owner/name`: where the issue is by now. */
  repository_url: textSchema.nullish(),
  title: textSchema.nullish(),
  body: textSchema.nullish(),
  // GitHub documents both forms, and a name that is null.
  labels: z.array(z.union([textSchema, z.object({ name: textSchema.nullish() })])).nullish(),
  user: authorSchema,
  pull_request: z.unknown().optional(),
});

const ROUTE = "GET /repos/{owner}/{repo}/issues/{issue_number}";

/** Issues, and pull requests in their shape. */
export function buildIssues(client: GitHubClient): Pick<GitHub, "readIssue"> {
  return {
    async readIssue({ owner, name }, number) {
      const parameters = { owner, repo: name, issue_number: number };
      // 410: deleted, or issues are switched off.
      const answers = [200, 404, 410];
      const answer = await client.send({ route: ROUTE, parameters, spends: "read", answers });
      if (answer.status !== 200) return undefined;
      const issue = parseAnswer(issueSchema, answer, ROUTE);
      if (!(await isOf(client, { owner, name, number }, issue))) return undefined;
      const { title, body, labels, user, pull_request } = issue;
      return {
        title: title ?? "",
        body: body ?? "",
        labels: (labels ?? [])
          .map((label) => (typeof label === "string" ? label : label.name))
          .filter((label) => label != null),
        author: user,
        isPullRequest: pull_request != null,
      };
    },
  };
}

/**
 * A transferred issue is answered from the repository that it is in by now, which other people may read: here it is
 * gone. A repository that was renamed is answered from its new name as well, and is still the same.
 */
async function isOf(
  client: GitHubClient,
  asked: { readonly owner: string; readonly name: string; readonly number: number },
  { number, repository_url: url }: z.infer<typeof issueSchema>,
): Promise<boolean> {
  const found = /\/repos\/([^/]+\/[^/]+)$/u.exec(url ?? "")?.[1]?.toLowerCase();
  if (number !== asked.number || found === undefined) return false;
  if (found === `${asked.owner}/${asked.name}`.toLowerCase()) return true;
  const route = "GET /repos/{owner}/{repo}";
  const parameters = { owner: asked.owner, repo: asked.name };
  const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
  if (answer.status !== 200) return false;
  return parseAnswer(namedSchema, answer, route).full_name.toLowerCase() === found;
}

const namedSchema = z.object({ full_name: textSchema });

const ownIssueSchema = z.object({
  number: z.int().positive(),
  user: authorSchema,
  body: textSchema.nullish(),
  performed_via_github_app: z.object({ id: z.int() }).nullish(),
  pull_request: z.unknown().optional(),
});
const createdSchema = z.object({ number: z.int().positive() });

/** 1,000 issues by one app in one repository; it writes one. */
const MOST_PAGES = 10;

const ISSUES = "/repos/{owner}/{repo}/issues";

/** Issues that the app itself writes. */
export function buildOwnIssues({
  client,
  appId,
  readSlug,
}: CommentsOptions): Pick<GitHub, "listOurIssues" | "createIssue" | "updateIssue"> {
  return {
    async listOurIssues({ owner, name }) {
      const creator = `${await readSlug()}[bot]`;
      const request = {
        route: `GET ${ISSUES}`,
        parameters: { owner, repo: name, creator, state: "all", sort: "created", direction: "desc" },
      };
      const isNeeded = (row: unknown): boolean => mayBeOurs(row, appId);
      const rowList = { request, schema: ownIssueSchema, mostPages: MOST_PAGES, isNeeded };
      const issues: { readonly number: number; readonly body: string }[] = [];
      for await (const page of listRows(client, rowList)) {
        for (const { number, body, performed_via_github_app: app, pull_request, user } of page.rows) {
          // GitHub may leave out the app; nobody else can write under the name of its bot.
          const isOurs = app == null ? user.login.toLowerCase() === creator.toLowerCase() : app.id === appId;
          if (isOurs && pull_request == null) issues.push({ number, body: body ?? "" });
        }
      }
      return issues;
    },
    async createIssue({ owner, name }, { title, body }) {
      const route = `POST ${ISSUES}`;
      const parameters = { owner, repo: name, title, body };
      const answer = await client.send({ route, parameters, spends: "content", answers: [201] });
      return parseAnswer(createdSchema, answer, route);
    },
    async updateIssue({ owner, name }, number, body) {
      const parameters = { owner, repo: name, issue_number: number, body };
      const route = `PATCH ${ISSUES}/{issue_number}`;
      await client.send({ route, parameters, spends: "content", answers: [200] });
    },
  };
}

const QUERY = `query ClosingIssues($owner: String!, $name: String!, $number: Int!, $first: Int!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    pullRequest(number: $number) {
      closingIssuesReferences(first: $first) { nodes { number repository { nameWithOwner } } }
    }
  }
}`;

const closingIssueSchema = z.object({
  number: z.int().positive(),
  repository: z.object({ nameWithOwner: z.string() }),
});

const schema = z.object({
  repository: z.object({
    nameWithOwner: z.string().nullish(),
    pullRequest: z.object({
      closingIssuesReferences: z.object({ nodes: z.array(z.unknown()).nullish() }).nullish(),
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
      const { rows, unreadable } = parseNodes(closingIssueSchema, nodes);
      client.reportUnreadable(toRoute(QUERY), unreadable);
      return rows.map((issue): Reference => {
        const issueRepository = issue.repository.nameWithOwner;
        return issueRepository.toLowerCase() === home
          ? { number: issue.number }
          : { repository: issueRepository, number: issue.number };
      });
    },
  };
}
