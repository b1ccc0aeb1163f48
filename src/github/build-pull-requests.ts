import { z } from "zod";
import type { PullRequestState } from "../model/pull-request-state.ts";
import { mayHoldAnswer } from "../tagging/may-hold-answer.ts";
import type { GitHub, PullRequestName } from "../workflows/ports/git-hub.ts";
import { authorSchema } from "./author-schema.ts";
import type { GitHubAnswer, GitHubClient } from "./git-hub-client.ts";
import { instantSchema } from "./instant-schema.ts";
import { listPages } from "./list-pages.ts";
import { parseAnswer } from "./parse-answer.ts";
import { textSchema } from "./text-schema.ts";

const pullRequestSchema = z.object({
  number: z.int().positive(),
  updated_at: instantSchema,
  created_at: instantSchema,
  merged_at: instantSchema.nullish(),
  merge_commit_sha: z.string().nullish(),
  state: z.string(),
  title: textSchema.nullish(),
  body: textSchema.nullish(),
  user: authorSchema,
  draft: z.boolean().nullish(),
  labels: z.array(z.object({ name: textSchema })).nullish(),
  milestone: z.object({ title: textSchema }).nullish(),
  changed_files: z.int().nonnegative().nullish(),
  // `repo` of the head is null where the fork was deleted.
  head: z.object({
    sha: z.string().min(1),
    ref: textSchema,
    repo: z.object({ id: z.int() }).nullish(),
  }),
  base: z.object({ ref: textSchema, repo: z.object({ id: z.int().positive() }) }),
});

const filesSchema = z.array(
  z.object({ filename: textSchema, status: z.string().nullish(), previous_filename: textSchema.nullish() }),
);

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
      return answer.status === 404 ? undefined : toState(parseAnswer(pullRequestSchema, answer, ROUTE));
    },
    async listPullRequestPaths(name) {
      const request = { route: `${ROUTE}/files`, parameters: toParameters(name) };
      const paths = new Set<string>();
      let files = 0;
      for await (const page of listPages(client, {
        request,
        schema: filesSchema,
        mostPages: MOST_FILES / 100,
      })) {
        files += page.length;
        for (const { filename, status, previous_filename } of page) {
          paths.add(filename);
          // A copy has a previous name too, but its source did not change.
          if (previous_filename && status !== "copied") paths.add(previous_filename);
        }
      }
      // Only a full list can be a cut one: nothing else is asked for the others.
      const truncated = files >= MOST_FILES && readChangedFiles(await find(name)) > files;
      return { paths: [...paths].sort(), truncated };
    },
  };
}

function toParameters({ owner, name, number }: PullRequestName): Readonly<Record<string, unknown>> {
  return { owner, repo: name, pull_number: number };
}

function readChangedFiles(answer: GitHubAnswer): number {
  return answer.status === 404 ? 0 : (parseAnswer(pullRequestSchema, answer, ROUTE).changed_files ?? 0);
}

function toState(answer: z.output<typeof pullRequestSchema>): PullRequestState {
  const body = answer.body ?? "";
  const repositoryId = answer.base.repo.id;
  const isMerged = answer.merged_at != null;
  return {
    repositoryId,
    number: answer.number,
    updatedAtMs: answer.updated_at,
    status: isMerged ? "merged" : answer.state === "open" ? "open" : "closed",
    title: answer.title ?? "",
    body: mayHoldAnswer(body) ? body : "",
    author: answer.user,
    isDraft: answer.draft === true,
    labels: (answer.labels ?? []).map(({ name }) => name),
    ...(answer.milestone == null ? {} : { milestone: answer.milestone.title }),
    headSha: answer.head.sha,
    headBranch: answer.head.ref,
    baseBranch: answer.base.ref,
    isFromFork: answer.head.repo?.id !== repositoryId,
    ...(answer.changed_files == null ? {} : { changedFiles: answer.changed_files }),
    createdAtMs: answer.created_at,
    ...(answer.merged_at == null ? {} : { mergedAtMs: answer.merged_at }),
    // Before the merge it is a test merge that comes and goes.
    ...(isMerged && answer.merge_commit_sha != null ? { mergeSha: answer.merge_commit_sha } : {}),
  };
}
