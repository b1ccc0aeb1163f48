import type { PullRequestState } from "../model/pull-request.ts";
import type { Repository } from "../model/repository.ts";
import { PRIORITY, type Subject } from "../model/subject.ts";
import type { EffectiveCatalog } from "./catalog/effective-catalog.ts";
import { isOrganisationSource, readEffectiveCatalog } from "./catalog/read-effective-catalog.ts";
import { confirmRepository } from "./confirm-repository.ts";
import type { Bump, StoreWrites, WorkClaim } from "./ports/service-store.ts";
import { isReportWanted } from "./report/schedule-reports.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext } from "./service-context.ts";
import { StaleClaimError } from "./stale-claim-error.ts";
import { listWithdrawals, settleGoneRepository, wasMadePublic } from "./withdrawals.ts";

interface RepositoryLook {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly repository: Repository;
}

/** GitHub's reads lag behind its webhooks by up to half a minute. */
const LONGEST_LAG_MS = 30_000;

/**
 * The catalog may have changed, a label was renamed, the repository was renamed or made public, or a sweep came by:
 * reads the catalog anew and has every open pull request looked at, where there is anything to show or to take back.
 */
export async function lookAtRepository(
  context: LookContext,
  claim: WorkClaim,
  { installationId, repositoryId }: Extract<Subject, { kind: "repository" }>,
): Promise<LookOutcome> {
  const stored = await context.store.findRepository(repositoryId);
  if (stored?.isDeleted === true) return settleGoneRepository(claim);
  const repository = await readRepository({ context, claim, stored }, repositoryId);
  if (repository === undefined) {
    return { settlement: { kind: "superseded", why: "the repository is gone" }, writes: {} };
  }
  const others = await listOthers(context, claim, repository);
  // In one write: once the new name is stored, nobody can tell who depends on the former one.
  const { comments, bumps } = await listWithdrawals(context, claim, repository);
  const writes: StoreWrites = { repositories: [repository], comments, bumps: [...others, ...bumps] };
  if (repository.isDeleted || repository.isArchived) return { settlement: { kind: "done" }, writes };
  if ((await context.store.save(claim, writes)) === "refused") throw new StaleClaimError(claim.key);
  const { effective, read } = await readEffectiveCatalog(context, repository, "refresh");
  const isShowing = effective.state.kind !== "absent" || (await context.store.hasChecks(repositoryId));
  const readAtMs = context.now();
  const pullRequests = isShowing ? await listOpen(context, repository) : [];
  const isLagging = ({ updatedAtMs }: PullRequestState): boolean => readAtMs - updatedAtMs < LONGEST_LAG_MS;
  const backfill = effective.policy === undefined ? [] : await listBackfill(context, repository);
  context.log.info(
    { catalog: effective.state.kind, pullRequests: pullRequests.length, repositories: others.length },
    "repository looked at",
  );
  return {
    settlement: { kind: "done" },
    writes: {
      catalogs: read,
      pullRequests: [
        ...pullRequests.filter((state) => !isLagging(state)),
        ...(await listRelabelled(context, claim, pullRequests.filter(isLagging))),
      ],
      laggingPullRequests: pullRequests.filter(isLagging),
      bumps: [
        ...backfill,
        ...(await listReports({ context, claim, repository }, effective)),
        ...(await listSummaryIssues(context, repository)),
        ...pullRequests.map(
          ({ number }): Bump => ({
            subject: { kind: "pull-request", installationId, repositoryId, number },
            priority: PRIORITY.sweep,
          }),
        ),
      ],
    },
  };
}

/**
 * A label that is renamed or deleted leaves the time of its pull requests as it was. Where the event told of one, the
 * labels of such a second are taken from this reading, and all else from what was known.
 */
async function listRelabelled(
  context: LookContext,
  claim: WorkClaim,
  lagging: readonly PullRequestState[],
): Promise<readonly PullRequestState[]> {
  if (!claim.deliveries.some(({ fields }) => fields.kind === "label")) return [];
  const relabelled: PullRequestState[] = [];
  for (const { repositoryId, number, updatedAtMs, labels } of lagging) {
    const known = await context.store.findPullRequest(repositoryId, number);
    if (known?.updatedAtMs === updatedAtMs) relabelled.push({ ...known, labels });
  }
  return relabelled;
}

async function readRepository(
  {
    context,
    claim,
    stored,
  }: Pick<RepositoryLook, "context" | "claim"> & { readonly stored: Repository | undefined },
  id: number,
): Promise<Repository | undefined> {
  const told = claim.deliveries
    .flatMap(({ fields }) => ("repository" in fields ? [fields.repository] : []))
    .at(-1);
  return told === undefined
    ? await context.github.readRepository(id)
    : await confirmRepository(context, claim, { told, stored });
}

/** What was written there for fewer than can read it now is withdrawn. */
async function listSummaryIssues({ store }: LookContext, repository: Repository): Promise<readonly Bump[]> {
  const { installationId, ownerId, id } = repository;
  if ((await store.findSummaryIssue(ownerId, id))?.number === undefined) return [];
  return [{ subject: { kind: "summary-issue", installationId, repositoryId: id }, priority: PRIORITY.sweep }];
}

/**
 * The report's issue follows what the catalog says of it: when it is due, wanted, for whom, or wanted no more. One that
 * the store does not know of may be left from before it was lost: it is looked for before everybody can read it.
 */
async function listReports(
  { context, claim, repository }: RepositoryLook,
  { state }: EffectiveCatalog,
): Promise<readonly Bump[]> {
  const { installationId, id } = repository;
  const isWanted = state.kind === "valid" && isReportWanted(state.catalog, repository);
  const known = await context.store.findReportIssue(id);
  const isToBeFound = known === undefined && wasMadePublic(claim);
  if (!isWanted && !isToBeFound && known?.number === undefined) return [];
  return [{ subject: { kind: "report", installationId, repositoryId: id }, priority: PRIORITY.sweep }];
}

/**
 * Whose catalog depends on this repository: what an organisation's file says holds in all its repositories that the
 * app is installed in, and others may extend this one. Of those only something told of this repository tells, not a
 * look alone, or two that name one another would be looked at for ever.
 */
async function listOthers(
  { store }: LookContext,
  { deliveries }: WorkClaim,
  repository: Repository,
): Promise<readonly Bump[]> {
  const stored = await store.findRepository(repository.id);
  // What was read under a former name, or for its organisation, holds no longer.
  const names = stored === undefined ? [repository] : [repository, stored];
  const isTold = deliveries.some(({ fields }) => fields.kind === "push" || fields.kind === "repository");
  const all = names.some(isOrganisationSource) ? await store.listRepositories(repository.installationId) : [];
  const extending = isTold
    ? await store.listExtending(names.map(({ owner, name }) => `${owner}/${name}`))
    : [];
  const known = await Promise.all(extending.map((id) => store.findRepository(id)));
  const others = new Map([...all, ...known].flatMap((one) => (one === undefined ? [] : [[one.id, one]])));
  return [...others.values()]
    .filter(({ id, isDeleted, isArchived }) => id !== repository.id && !isDeleted && !isArchived)
    .map(({ id, installationId }) => ({
      subject: { kind: "repository", installationId, repositoryId: id },
      priority: PRIORITY.sweep,
    }));
}

/** The first time that there is a catalog to assess by: what landed before is read behind everything else. */
async function listBackfill(
  { store }: LookContext,
  { id, installationId }: Repository,
): Promise<readonly Bump[]> {
  const known = await store.findBackfill(id);
  if (known !== undefined && known.phase !== "off") return [];
  return [{ subject: { kind: "backfill", installationId, repositoryId: id }, priority: PRIORITY.backfill }];
}

async function listOpen(context: LookContext, repository: Repository): Promise<readonly PullRequestState[]> {
  const states: PullRequestState[] = [];
  for await (const page of context.github.listOpenPullRequests(repository)) states.push(...page);
  return states;
}
