import { z } from "zod";
import { pullRequestSchema, toPullRequestState } from "../payload/pull-request-schema.ts";
import { idSchema, textSchema } from "../payload/scalar-schemas.ts";
import type { GitHub, PullRequestName } from "../workflows/ports/git-hub.ts";
import { listRows } from "./build-repositories.ts";
import type { GitHubAnswer, GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

/** An answer tells whose pull request it is; a webhook tells it once for all. */
const answerSchema = pullRequestSchema.extend({
  base: z.object({ ref: textSchema, repo: z.object({ id: idSchema }) }),
});

const fileSchema = z.object({
  filename: textSchema,
  status: z.string().nullish(),
  previous_filename: textSchema.nullish(),
});

/** 30 pages of 100: where GitHub itself stops. */
const MOST_FILES = 3000;

const ROUTE = "GET /repos/{owner}/{repo}/pulls/{pull_number}";

/** One pull request and what it touches. */
export function buildPullRequests(
  client: GitHubClient,
): Pick<GitHub, "readPullRequest" | "listPullRequestPaths"> {
  const find = (name: PullRequestName): Promise<GitHubAnswer> =>
    client.send({ route: ROUTE, parameters: toParameters(name), spends: "read", answers: [200, 404] });
  return {
    async readPullRequest(name) {
      const answer = await find(name);
      if (answer.status === 404) return undefined;
      const payload = parseAnswer(answerSchema, answer, ROUTE);
      return toPullRequestState(payload, payload.base.repo.id);
    },
    async listPullRequestPaths(name) {
      const request = { route: `${ROUTE}/files`, parameters: toParameters(name) };
      const paths = new Set<string>();
      let files = 0;
      let isWhole = true;
      for await (const page of listRows(client, {
        request,
        schema: fileSchema,
        mostPages: MOST_FILES / 100,
      })) {
        files += page.rows.length + page.unreadable.length;
        isWhole &&= page.unreadable.length === 0;
        for (const { filename, status, previous_filename } of page.rows) {
          paths.add(filename);
          // A copy has a previous name too, but its source did not change.
          if (previous_filename && status !== "copied") paths.add(previous_filename);
        }
      }
      // Only a full list can be a cut one: nothing else is asked for the others.
      const isCut = files >= MOST_FILES && readChangedFiles(await find(name)) > files;
      return { paths: [...paths].sort(), truncated: isCut || !isWhole };
    },
  };
}

function toParameters({ owner, name, number }: PullRequestName): Readonly<Record<string, unknown>> {
  return { owner, repo: name, pull_number: number };
}

function readChangedFiles(answer: GitHubAnswer): number {
  return answer.status === 404 ? 0 : (parseAnswer(answerSchema, answer, ROUTE).changed_files ?? 0);
}
