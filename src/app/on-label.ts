import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { parsePayload } from "./parse-payload.ts";

const schema = z.object({
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
    const parsed = parsePayload(schema, payload);
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
