import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { parsePayload } from "./parse-payload.ts";

const schema = z.object({
  merge_group: z.object({ head_sha: textSchema }),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** A required check that does not answer a merge group stalls everybody in the queue: nothing goes before it. */
export const onMergeGroup: EventMapping = {
  event: "merge_group",
  actions: ["checks_requested"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
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
