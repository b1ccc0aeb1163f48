import { hasMoreReaders } from "../catalog/may-be-shown.ts";
import { CATALOG_CHECK_NAME, CHECK_NAME } from "../check/check-record.ts";
import type { Repository } from "../model/repository.ts";
import { PRIORITY, type Priority } from "../model/subject.ts";
import type { Bump, ServiceStore, StoredCheck, StoreWrites, WorkClaim } from "./ports/service-store.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext } from "./service-context.ts";

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

/**
 * Nothing is done in a repository that is gone. An event that shows it alive came late, or its return was not told: the
 * list of its installation decides which.
 */
export function settleGoneRepository({ subject, deliveries }: WorkClaim): LookOutcome {
  const isShownAlive = deliveries.some(
    ({ fields }) => "repository" in fields && !fields.repository.isDeleted,
  );
  const { installationId } = subject;
  return {
    settlement: { kind: "superseded", why: "the repository is gone" },
    writes: {
      bumps: isShownAlive
        ? [{ subject: { kind: "installation", installationId }, priority: PRIORITY.sweep }]
        : [],
    },
  };
}

/** Whether GitHub tells that everybody can read the repository from now on. */
export function wasMadePublic({ deliveries }: Pick<WorkClaim, "deliveries">): boolean {
  return deliveries.some(({ fields }) => fields.kind === "repository" && fields.action === "publicized");
}

/**
 * Our checks on a commit as if nothing were known to be shown, so that the next look writes them anew: GitHub leaves
 * a check that somebody asks for again as it is, and waits for the app to answer.
 */
export async function listForgottenChecks(
  store: Pick<ServiceStore, "findCheck">,
  head: { readonly repositoryId: number; readonly headSha: string },
): Promise<readonly StoredCheck[]> {
  const checks = await Promise.all(
    [CHECK_NAME, CATALOG_CHECK_NAME].map((name) => store.findCheck(head.repositoryId, head.headSha, name)),
  );
  return checks.flatMap((check) => (check === undefined ? [] : [{ ...check, shown: "" }]));
}
