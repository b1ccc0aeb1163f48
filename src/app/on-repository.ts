import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { parsePayload } from "./parse-payload.ts";

const schema = z.object({
  action: z.string(),
  changes: z.object({ default_branch: z.unknown() }).partial().nullish().catch(undefined),
  repository: repositorySchema,
  installation: installationIdSchema,
});

export const onRepository: EventMapping = {
  event: "repository",
  actions: [
    "renamed",
    "transferred",
    "privatized",
    "publicized",
    "archived",
    "unarchived",
    "deleted",
    "edited",
  ],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { action, changes, installation } = parsed.value;
    if (action === "edited" && changes?.default_branch == null) {
      return { kind: "ignored", why: "the default branch stayed as it was" };
    }
    const repository = toRepository(parsed.value.repository, installation);
    return {
      kind: "work",
      subject: { kind: "repository", installationId: installation, repositoryId: repository.id },
      priority: PRIORITY.event,
      fields: { kind: "repository", action, repository: { ...repository, isDeleted: action === "deleted" } },
    };
  },
};
