import { z } from "zod";
import { authorSchema } from "../payload/author-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

const issueSchema = z.object({
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
      const { title, body, labels, user, pull_request } = parseAnswer(issueSchema, answer, ROUTE);
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
