import type { Repository } from "../model/repository.ts";
import { PRIORITY, type Subject } from "../model/subject.ts";
import type { WorkClaim } from "./ports/service-store.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext } from "./service-context.ts";

/** GitHub's reads lag behind its webhooks by up to half a minute. */
const LONGEST_LAG_MS = 30_000;
const LOOK_AGAIN_AFTER_MS = 5_000;

/**
 * Installed, changed, suspended or removed: learns the repositories and has each looked at; what GitHub lists no longer
 * is gone. Nothing is posted where there is no catalog, so a first install is silent.
 */
export async function lookAtInstallation(
  context: LookContext,
  claim: WorkClaim,
  { installationId }: Extract<Subject, { kind: "installation" }>,
): Promise<LookOutcome> {
  if (wasRemoved(claim)) {
    context.log.info({}, "installation removed");
    return { settlement: { kind: "done" }, writes: { removedInstallationIds: [installationId] } };
  }
  const installation = await context.app.readInstallation(installationId);
  if (installation === undefined) {
    return {
      settlement: { kind: "superseded", why: "the installation is gone" },
      writes: { removedInstallationIds: [installationId] },
    };
  }
  if (installation.isSuspended) {
    context.log.info({}, "installation suspended: nothing is done until it is resumed");
    return { settlement: { kind: "done" }, writes: { installations: [installation] } };
  }
  const listed = await listAll(context);
  if (mayLag(context, claim, listed)) {
    const why = "GitHub's list may be older than its webhook";
    return {
      settlement: { kind: "wait", untilMs: context.now() + LOOK_AGAIN_AFTER_MS, why },
      writes: { installations: [installation] },
    };
  }
  const gone = await listGone(context, installationId, listed);
  context.log.info({ repositories: listed.length, gone: gone.length }, "installation looked at");
  return {
    settlement: { kind: "done" },
    writes: {
      installations: [installation],
      listedRepositories: listed,
      goneRepositories: gone.map(({ id }) => ({ id, installationId })),
      bumps: listed
        .filter(({ isArchived, isDeleted }) => !isArchived && !isDeleted)
        .map(({ id }) => ({
          subject: { kind: "repository", installationId, repositoryId: id },
          priority: PRIORITY.sweep,
        })),
    },
  };
}

/** The newest event decides: an app can be removed and installed again. */
function wasRemoved(claim: WorkClaim): boolean {
  const actions = claim.deliveries.flatMap(({ fields }) =>
    fields.kind === "installation" ? [fields.action] : [],
  );
  return actions.at(-1) === "deleted";
}

async function listAll(context: LookContext): Promise<readonly Repository[]> {
  const repositories: Repository[] = [];
  for await (const page of context.github.listRepositories()) repositories.push(...page);
  return repositories;
}

/** Whether an event of this minute told of a repository what the list does not say yet. */
function mayLag(context: LookContext, { deliveries }: WorkClaim, listed: readonly Repository[]): boolean {
  const told = new Map<number, "added" | "removed">();
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { fields, receivedAtMs } of deliveries) {
    if (fields.kind !== "installation-repositories") continue;
    lastMs = Math.max(lastMs, receivedAtMs);
    for (const id of fields.removedIds) told.set(id, "removed");
    for (const id of fields.addedIds) told.set(id, "added");
  }
  if (context.now() - lastMs >= LONGEST_LAG_MS) return false;
  const ids = new Set(listed.map(({ id }) => id));
  return [...told].some(([id, what]) => ids.has(id) !== (what === "added"));
}

/**
 * Known repositories that two lists in a row do not have: one that leaves while the pages are read moves another one
 * across their border, past the reader. A list that breaks off is an error, and marks nothing.
 */
async function listGone(
  context: LookContext,
  installationId: number,
  listed: readonly Repository[],
): Promise<readonly Repository[]> {
  const known = await context.store.listRepositories(installationId);
  const missing = without(
    known.filter(({ isDeleted }) => !isDeleted),
    listed,
  );
  return missing.length === 0 ? [] : without(missing, await listAll(context));
}

function without(repositories: readonly Repository[], listed: readonly Repository[]): readonly Repository[] {
  const ids = new Set(listed.map(({ id }) => id));
  return repositories.filter(({ id }) => !ids.has(id));
}
