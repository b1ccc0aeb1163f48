import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { parsePayload } from "./parse-payload.ts";

const schema = z.object({
  check_suite: z.object({ head_sha: textSchema }),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** "Re-run all checks" on a head. */
export const onCheckSuite: EventMapping = {
  event: "check_suite",
  actions: ["rerequested"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
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
