import type { Repository } from "../model/repository.ts";
import { PRIORITY, type Subject } from "../model/subject.ts";
import type { UnreadableRow } from "./ports/list-page.ts";
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
  const { listed, unreadable } = await listAll(context);
  if (mayLag(context, claim, [...listed, ...unreadable])) {
    const why = "GitHub's list may be older than its webhook";
    return {
      settlement: { kind: "wait", untilMs: context.now() + LOOK_AGAIN_AFTER_MS, why },
      writes: { installations: [installation] },
    };
  }
  tellUnreadable(context, unreadable);
  const gone = await listGone(context, installationId, [...listed, ...unreadable]);
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

interface Listed {
  readonly listed: readonly Repository[];
  readonly unreadable: readonly UnreadableRow[];
}

async function listAll(context: LookContext): Promise<Listed> {
  const listed: Repository[] = [];
  const unreadable: UnreadableRow[] = [];
  for await (const page of context.github.listRepositories()) {
    listed.push(...page.rows);
    unreadable.push(...page.unreadable);
  }
  return { listed, unreadable };
}

/** A repository left out here is learned by its first event, which tells of it whole. */
function tellUnreadable(context: LookContext, unreadable: readonly UnreadableRow[]): void {
  for (const { id, why } of unreadable) {
    context.log.warn(
      { ...(id === undefined ? {} : { repository: id }), why },
      "a repository in GitHub's list can't be read: left as it is",
    );
  }
}

/** Whether an event of this minute told of a repository what the list does not say yet. */
function mayLag(context: LookContext, { deliveries }: WorkClaim, listed: readonly Row[]): boolean {
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
  // One that can't be read may be any of them.
  if (listed.some(({ id }) => id === undefined)) return false;
  return [...told].some(([id, what]) => ids.has(id) !== (what === "added"));
}

/**
 * Known repositories that two lists in a row do not have: one that leaves while the pages are read moves another one
 * across their border, past the reader. A list that breaks off is an error, and marks nothing.
 */
async function listGone(
  context: LookContext,
  installationId: number,
  listed: readonly Row[],
): Promise<readonly Repository[]> {
  // Who knows which one it is that can't be read: nothing is gone until it can.
  if (listed.some(({ id }) => id === undefined)) return [];
  const known = await context.store.listRepositories(installationId);
  const missing = without(
    known.filter(({ isDeleted }) => !isDeleted),
    listed,
  );
  if (missing.length === 0) return [];
  const second = await listAll(context);
  const rows = [...second.listed, ...second.unreadable];
  return rows.some(({ id }) => id === undefined) ? [] : without(missing, rows);
}

/** Of a repository in the list, or of a row that can't be read. */
interface Row {
  readonly id?: number;
}

function without(repositories: readonly Repository[], listed: readonly Row[]): readonly Repository[] {
  const ids = new Set(listed.map(({ id }) => id));
  return repositories.filter(({ id }) => !ids.has(id));
}
