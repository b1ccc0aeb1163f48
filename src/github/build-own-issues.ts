import { z } from "zod";
import { authorSchema } from "../payload/author-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { CommentsOptions } from "./build-comments.ts";
import { listPages } from "./list-pages.ts";
import { parseAnswer } from "./parse-answer.ts";

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
      const schema = z.array(ownIssueSchema);
      const issues: { readonly number: number; readonly body: string }[] = [];
      for await (const page of listPages(client, { request, schema, mostPages: MOST_PAGES })) {
        for (const { number, body, performed_via_github_app: app, pull_request, user } of page) {
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
