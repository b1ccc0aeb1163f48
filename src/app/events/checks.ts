import { z } from "zod";
import { PRIORITY, type Subject } from "../../model/subject.ts";
import { actorSchema } from "../../payload/actor-schema.ts";
import { repositorySchema, toRepository } from "../../payload/repository-schema.ts";
import { idSchema, textSchema } from "../../payload/scalar-schemas.ts";
import { type EventMapping, installationIdSchema, parsePayload } from "../event-mapping.ts";

/** What the app writes into its check runs: `pull-request:812`. */
const EXTERNAL_ID = /^pull-request:([1-9]\d{0,14})$/;
/** The buttons that the check offers. */
const BUTTONS = ["yes", "none", "unsure"];

const schema = z.object({
  action: z.string(),
  check_run: z.object({
    id: idSchema,
    head_sha: textSchema,
    external_id: textSchema.nullish(),
  }),
  requested_action: z.object({ identifier: textSchema }).nullish(),
  repository: repositorySchema,
  installation: installationIdSchema,
  sender: actorSchema,
});

/** A button of the check, or "Re-run" on it. GitHub sends both only to the app that the check belongs to. */
export const onCheckRun: EventMapping = {
  event: "check_run",
  actions: ["requested_action", "rerequested"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { action, check_run, requested_action, installation, sender } = parsed.value;
    const repository = toRepository(parsed.value.repository, installation);
    const headSha = check_run.head_sha;
    const externalId = check_run.external_id ?? "";
    const subject = toSubject({
      installationId: installation,
      repositoryId: repository.id,
      headSha,
      externalId,
    });
    if (action === "rerequested") {
      return {
        kind: "work",
        subject,
        priority: PRIORITY.person,
        fields: { kind: "rerequested", headSha, repository },
      };
    }
    const identifier = requested_action?.identifier ?? "";
    if (!BUTTONS.includes(identifier)) return { kind: "ignored", why: "a button that the check never had" };
    return {
      kind: "work",
      subject,
      priority: PRIORITY.person,
      fields: {
        kind: "check-action",
        checkRunId: check_run.id,
        headSha,
        externalId,
        identifier,
        sender,
        repository,
      },
    };
  },
};

/** `check_run.pull_requests` is empty for forks, so the pull request is read from what we wrote, else from the head. */
function toSubject(check: {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly headSha: string;
  readonly externalId: string;
}): Subject {
  const { installationId, repositoryId, headSha } = check;
  const number = EXTERNAL_ID.exec(check.externalId)?.[1];
  return number === undefined
    ? { kind: "head", installationId, repositoryId, headSha }
    : { kind: "pull-request", installationId, repositoryId, number: Number(number) };
}

const checkSuiteSchema = z.object({
  check_suite: z.object({ head_sha: textSchema }),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** "Re-run all checks" on a head. */
export const onCheckSuite: EventMapping = {
  event: "check_suite",
  actions: ["rerequested"],
  toContent(payload) {
    const parsed = parsePayload(checkSuiteSchema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { check_suite, repository, installation } = parsed.value;
    const headSha = check_suite.head_sha;
    return {
      kind: "work",
      subject: { kind: "head", installationId: installation, repositoryId: repository.id, headSha },
      priority: PRIORITY.person,
      fields: { kind: "rerequested", headSha, repository: toRepository(repository, installation) },
    };
  },
};

const mergeGroupSchema = z.object({
  merge_group: z.object({ head_sha: textSchema }),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** A required check that does not answer a merge group stalls everybody in the queue: nothing goes before it. */
export const onMergeGroup: EventMapping = {
  event: "merge_group",
  actions: ["checks_requested"],
  toContent(payload) {
    const parsed = parsePayload(mergeGroupSchema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { merge_group, repository, installation } = parsed.value;
    const headSha = merge_group.head_sha;
    return {
      kind: "work",
      subject: { kind: "merge-group", installationId: installation, repositoryId: repository.id, headSha },
      priority: PRIORITY.mergeQueue,
      fields: { kind: "merge-group", headSha, repository: toRepository(repository, installation) },
    };
  },
};
