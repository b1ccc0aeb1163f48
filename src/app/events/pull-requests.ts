import { z } from "zod";
import { PRIORITY } from "../../model/subject.ts";
import { actorSchema } from "../../payload/actor-schema.ts";
import { pullRequestSchema, toPullRequestState } from "../../payload/pull-request-schema.ts";
import { repositorySchema, toRepository } from "../../payload/repository-schema.ts";
import { textSchema } from "../../payload/scalar-schemas.ts";
import { mayHoldAnswer } from "../../tagging/may-hold-answer.ts";
import { type EventMapping, installationIdSchema, parsePayload } from "../event-mapping.ts";

const schema = z.object({
  action: z.string(),
  before: textSchema.nullish(),
  changes: z
    .object({ body: z.object({ from: textSchema.nullish() }).nullish() })
    .partial()
    .nullish(),
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
        pullRequest: toPullRequestState(pull_request, repository.id),
        repository: toRepository(repository, installation),
        sender,
        ...(action === "edited" && changes?.body != null
          ? { bodyBefore: toBefore(changes.body.from ?? "") }
          : {}),
        ...(action === "synchronize" && before != null ? { before } : {}),
      },
    };
  },
};

/** As of the description itself: what can hold no answer is not kept. */
function toBefore(body: string): string {
  return mayHoldAnswer(body) ? body : "";
}

const labelSchema = z.object({
  action: z.enum(["edited", "deleted"]),
  label: z.object({ name: textSchema }),
  changes: z.object({ name: z.object({ from: textSchema }).nullish() }).nullish(),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** Renaming or deleting a label changes every pull request that has it, and GitHub sends no event for those. */
export const onLabel: EventMapping = {
  event: "label",
  actions: ["edited", "deleted"],
  toContent(payload) {
    const parsed = parsePayload(labelSchema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { action, label, changes, repository, installation } = parsed.value;
    const before = changes?.name?.from;
    if (action === "edited" && before === undefined) {
      return { kind: "ignored", why: "only the label's colour or description changed" };
    }
    return {
      kind: "work",
      subject: { kind: "repository", installationId: installation, repositoryId: repository.id },
      priority: PRIORITY.event,
      fields: {
        kind: "label",
        action,
        name: before ?? label.name,
        repository: toRepository(repository, installation),
      },
    };
  },
};

/** In a repository of its own as in `.github` and `.github-private`: the catalog's file has one path. */
const CATALOG = /^\.github\/throughline\.ya?ml$/;
/** GitHub lists at most these many commits of a push, and changed files of a commit; a full list may be cut. */
const MOST_COMMITS = 2048;
const MOST_FILES = 3000;

const filesSchema = z.array(z.string()).nullish();
const commitSchema = z.object({ added: filesSchema, modified: filesSchema, removed: filesSchema });
type Commit = z.output<typeof commitSchema>;

const pushSchema = z.object({
  ref: z.string(),
  after: textSchema,
  created: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  forced: z.boolean().nullish(),
  // A list that can't be read is no proof that the catalog stayed as it was.
  commits: z.array(commitSchema).optional().catch(undefined),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** A push to the default branch that changed the catalog, or may have. */
export const onPush: EventMapping = {
  event: "push",
  toContent(payload) {
    const parsed = parsePayload(pushSchema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const why = whyIgnored(parsed.value);
    if (why !== undefined) return { kind: "ignored", why };
    const { after, repository, installation } = parsed.value;
    return {
      kind: "work",
      subject: { kind: "repository", installationId: installation, repositoryId: repository.id },
      priority: PRIORITY.event,
      fields: { kind: "push", headSha: after, repository: toRepository(repository, installation) },
    };
  },
};

function whyIgnored(push: z.output<typeof pushSchema>): string | undefined {
  const branch = push.repository.default_branch;
  if (!branch) return "the repository has no default branch";
  if (push.ref !== `refs/heads/${branch}`) return "not on the default branch";
  if (push.deleted === true) return "the branch was deleted";
  if (push.created === true || push.forced === true || push.commits === undefined) return undefined;
  if (push.commits.length >= MOST_COMMITS || push.commits.some(mayTouchCatalog)) return undefined;
  return "does not touch the catalog";
}

function mayTouchCatalog(commit: Commit): boolean {
  const lists = [commit.added ?? [], commit.modified ?? [], commit.removed ?? []];
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  return count >= MOST_FILES || lists.some((list) => list.some((path) => CATALOG.test(path)));
}
