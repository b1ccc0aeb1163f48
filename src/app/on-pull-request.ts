import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { actorSchema } from "../payload/actor-schema.ts";
import { pullRequestSchema, toPullRequestState } from "../payload/pull-request-schema.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import { mayHoldAnswer } from "../tagging/may-hold-answer.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { parsePayload } from "./parse-payload.ts";

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
