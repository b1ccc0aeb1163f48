import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { idSchema } from "../payload/id-schema.ts";
import { installationSchema, toInstallation } from "../payload/installation-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { parsePayload } from "./parse-payload.ts";

const idsSchema = z
  .array(z.object({ id: idSchema }))
  .nullish()
  .transform((repositories) => (repositories ?? []).map(({ id }) => id));

const schema = z.object({
  installation: installationSchema,
  repositories_added: idsSchema,
  repositories_removed: idsSchema,
});

export const onInstallationRepositories: EventMapping = {
  event: "installation_repositories",
  actions: ["added", "removed"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { installation, repositories_added, repositories_removed } = parsed.value;
    return {
      kind: "work",
      subject: { kind: "installation", installationId: installation.id },
      priority: PRIORITY.event,
      fields: {
        kind: "installation-repositories",
        installation: toInstallation(installation),
        addedIds: repositories_added,
        removedIds: repositories_removed,
      },
    };
  },
};
