import { z } from "zod";
import type { PullRequestState } from "../model/pull-request.ts";
import { mayHoldAnswer } from "../tagging/may-hold-answer.ts";
import { authorSchema } from "./actor-schema.ts";
import { instantSchema, textSchema } from "./scalar-schemas.ts";

/** `pull_request` of a webhook, and the answer to a read of one. */
export const pullRequestSchema = z.object({
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
  base: z.object({ ref: textSchema }),
});

type PullRequestPayload = z.output<typeof pullRequestSchema>;

export function toPullRequestState(payload: PullRequestPayload, repositoryId: number): PullRequestState {
  const body = payload.body ?? "";
  return {
    repositoryId,
    number: payload.number,
    updatedAtMs: payload.updated_at,
    status: payload.merged_at != null ? "merged" : payload.state === "open" ? "open" : "closed",
    title: payload.title ?? "",
    body: mayHoldAnswer(body) ? body : "",
    author: payload.user,
    isDraft: payload.draft === true,
    labels: (payload.labels ?? []).map(({ name }) => name),
    ...(payload.milestone == null ? {} : { milestone: payload.milestone.title }),
    headSha: payload.head.sha,
    headBranch: payload.head.ref,
    baseBranch: payload.base.ref,
    isFromFork: payload.head.repo?.id !== repositoryId,
    ...(payload.changed_files == null ? {} : { changedFiles: payload.changed_files }),
    createdAtMs: payload.created_at,
    ...toMerge(payload),
  };
}

/** Before the merge `merge_commit_sha` is a test merge that comes and goes. */
function toMerge(payload: PullRequestPayload): Pick<PullRequestState, "mergedAtMs" | "mergeSha"> {
  if (payload.merged_at == null) return {};
  return {
    mergedAtMs: payload.merged_at,
    ...(payload.merge_commit_sha == null ? {} : { mergeSha: payload.merge_commit_sha }),
  };
}
