import { z } from "zod";
import type { PullRequestState } from "../model/pull-request-state.ts";
import { PRIORITY } from "../model/subject.ts";
import { mayHoldAnswer } from "../tagging/may-hold-answer.ts";
import { actorSchema, authorSchema } from "./actor-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { instantSchema } from "./instant-schema.ts";
import { parsePayload } from "./parse-payload.ts";
import { repositorySchema, toRepository } from "./repository-schema.ts";
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
  // `repo` is null where the fork was deleted.
  head: z.object({ sha: z.string(), ref: textSchema, repo: z.object({ id: z.int() }).nullish() }),
  base: z.object({ ref: textSchema }),
});

const schema = z.object({
  action: z.string(),
  before: textSchema.nullish(),
  changes: z.object({ body: z.unknown() }).partial().nullish(),
  pull_request: pullRequestSchema,
  repository: repositorySchema,
  installation: installationIdSchema,
  sender: actorSchema,
});

/** Every action that can change the answer, the head, whether an answer is wanted, or what is known of a landed one. */
export const onPullRequest: EventMapping = {
  event: "pull_request",
  actions: [
    "opened",
    "reopened",
    "edited",
    "synchronize",
    "labeled",
    "unlabeled",
    "milestoned",
    "demilestoned",
    "ready_for_review",
    "converted_to_draft",
    "closed",
  ],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { action, before, changes, pull_request, repository, installation, sender } = parsed.value;
    return {
      kind: "work",
      subject: {
        kind: "pull-request",
        installationId: installation,
        repositoryId: repository.id,
        number: pull_request.number,
      },
      priority: PRIORITY.event,
      fields: {
        kind: "pull-request",
        action,
        pullRequest: toState(pull_request, repository.id),
        repository: toRepository(repository, installation),
        sender,
        ...(action === "edited" ? { bodyChanged: changes?.body != null } : {}),
        ...(action === "synchronize" && before != null ? { before } : {}),
      },
    };
  },
};

function toState(payload: z.output<typeof pullRequestSchema>, repositoryId: number): PullRequestState {
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
function toMerge(
  payload: z.output<typeof pullRequestSchema>,
): Pick<PullRequestState, "mergedAtMs" | "mergeSha"> {
  if (payload.merged_at == null) return {};
  return {
    mergedAtMs: payload.merged_at,
    ...(payload.merge_commit_sha == null ? {} : { mergeSha: payload.merge_commit_sha }),
  };
}
