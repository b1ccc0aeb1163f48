import { z } from "zod";
import type { Repository, RepositoryVisibility } from "../model/repository.ts";
import { idSchema, textSchema } from "./scalar-schemas.ts";

/** `repository` of a webhook or an answer; `toRepository` completes it with the installation. */
export const repositorySchema = z.object({
  id: idSchema,
  name: textSchema,
  owner: z.object({ id: idSchema, login: textSchema }),
  private: z.boolean().nullish(),
  visibility: z.string().nullish(),
  default_branch: textSchema.nullish(),
  archived: z.boolean().nullish(),
});

export function toRepository(payload: z.output<typeof repositorySchema>, installationId: number): Repository {
  return {
    id: payload.id,
    installationId,
    ownerId: payload.owner.id,
    owner: payload.owner.login,
    name: payload.name,
    visibility: toVisibility(payload.visibility, payload.private),
    ...(payload.default_branch ? { defaultBranch: payload.default_branch } : {}),
    isArchived: payload.archived === true,
    isDeleted: false,
  };
}

/** Where the fields contradict each other or say nothing, fewer readers are assumed: nothing leaks by a doubt. */
function toVisibility(visibility: unknown, isPrivate: unknown): RepositoryVisibility {
  if (visibility === "public" && isPrivate !== true) return "public";
  if (visibility === "internal") return "internal";
  if (visibility == null && isPrivate === false) return "public";
  return "private";
}
