import { hasMoreReaders } from "../catalog/may-be-shown.ts";
import type { Repository } from "../model/repository.ts";
import { PRIORITY, type Priority } from "../model/subject.ts";
import type { Bump, StoreWrites, WorkClaim } from "./ports/service-store.ts";
import type { LookContext } from "./service-context.ts";
import { wasMadePublic } from "./was-made-public.ts";

/**
 * More people can read the repository, and comments and checks of ours were written while fewer could: each pull request
 * that has one is looked at once more, also those that are merged or closed by now. Call before the repository is stored:
 * what is stored tells who could read it before.
 */
export async function listWithdrawals(
  { store }: Pick<LookContext, "store">,
  claim: WorkClaim,
  repository: Repository,
): Promise<Required<Pick<StoreWrites, "comments" | "bumps">>> {
  const { id: repositoryId, installationId, visibility } = repository;
  if (visibility === "private") return { comments: [], bumps: [] };
  const stored = await store.findRepository(repositoryId);
  const isNew =
    wasMadePublic(claim) || (stored !== undefined && hasMoreReaders(visibility, stored.visibility));
  const toBump = (number: number, priority: Priority): Bump => ({
    subject: { kind: "pull-request", installationId, repositoryId, number },
    priority,
  });
  const comments = await store.listCommentsForFew(repositoryId);
  // A former version did not note for whom it wrote: until now it was for few.
  const unnoted = isNew ? comments.filter(({ audience }) => audience === undefined) : [];
  const forFew = [
    ...comments.filter(({ audience = visibility }) => hasMoreReaders(visibility, audience)),
    ...unnoted,
  ];
  const ofComments = new Set(forFew.map(({ number }) => number));
  const checked = await store.listCheckedNumbers(repositoryId, isNew ? "all" : "for few");
  const ofChecks = checked.filter((number) => !ofComments.has(number));
  return {
    comments: unnoted.map((comment) => ({ ...comment, audience: "private" })),
    bumps: [
      ...[...ofComments].map((number) => toBump(number, PRIORITY.sweep)),
      // Of open ones more is said by the look at all of those; the others may be many, and wait for everything else.
      ...ofChecks.map((number) => toBump(number, PRIORITY.backfill)),
    ],
  };
}
