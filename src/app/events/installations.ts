import { z } from "zod";
import { PRIORITY } from "../../model/subject.ts";
import { installationSchema, toInstallation } from "../../payload/installation-schema.ts";
import { repositorySchema, toRepository } from "../../payload/repository-schema.ts";
import { idSchema } from "../../payload/scalar-schemas.ts";
import { type EventMapping, installationIdSchema, parsePayload } from "../event-mapping.ts";

const schema = z.object({ action: z.string(), installation: installationSchema });

export const onInstallation: EventMapping = {
  event: "installation",
  actions: ["created", "deleted", "suspend", "unsuspend", "new_permissions_accepted"],
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const { action, installation } = parsed.value;
    return {
      kind: "work",
      subject: { kind: "installation", installationId: installation.id },
      priority: PRIORITY.event,
      fields: { kind: "installation", action, installation: toInstallation(installation) },
    };
  },
};

const idsSchema = z
  .array(z.object({ id: idSchema }))
  .nullish()
  .transform((repositories) => (repositories ?? []).map(({ id }) => id));

const installationRepositoriesSchema = z.object({
  installation: installationSchema,
  repositories_added: idsSchema,
  repositories_removed: idsSchema,
});

export const onInstallationRepositories: EventMapping = {
  event: "installation_repositories",
  actions: ["added", "removed"],
  toContent(payload) {
    const parsed = parsePayload(installationRepositoriesSchema, payload);
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

const renameSchema = z.object({
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
    const parsed = parsePayload(renameSchema, payload);
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
