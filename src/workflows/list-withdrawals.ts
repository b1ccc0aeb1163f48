import type { Repository } from "../model/repository.ts";
import { PRIORITY } from "../model/subject.ts";
import { toVisibility } from "./catalog/read-effective-catalog.ts";
import type { StoreWrites, WorkClaim } from "./ports/service-store.ts";
import type { LookContext } from "./service-context.ts";
import { wasMadePublic } from "./was-made-public.ts";

/**
 * Everybody can read the repository, and comments of ours in it were written while few could: each pull request that
 * has one is looked at once more, also those that are merged or closed by now. Call before the repository is stored:
 * what is stored tells that it was not public before.
 */
export async function listWithdrawals(
  { store }: Pick<LookContext, "store">,
  claim: WorkClaim,
  repository: Repository,
): Promise<Required<Pick<StoreWrites, "comments" | "bumps">>> {
  if (toVisibility(repository) === "private") return { comments: [], bumps: [] };
  const { id: repositoryId, installationId } = repository;
  const stored = await store.findRepository(repositoryId);
  const isNew =
    wasMadePublic(claim) || (stored !== undefined && toVisibility(stored) !== toVisibility(repository));
  const comments = await store.listCommentsForFew(repositoryId);
  // A former version did not note for whom it wrote: until now it was for few.
  const unnoted = isNew ? comments.filter(({ audience }) => audience === undefined) : [];
  const forFew = [...comments.filter(({ audience }) => audience === "private"), ...unnoted];
  const numbers = [...new Set(forFew.map(({ number }) => number))];
  return {
    comments: unnoted.map((comment) => ({ ...comment, audience: "private" })),
    bumps: numbers.map((number) => ({
      subject: { kind: "pull-request", installationId, repositoryId, number },
      priority: PRIORITY.sweep,
    })),
  };
}
