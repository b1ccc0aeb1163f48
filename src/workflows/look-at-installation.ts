import type { Installation } from "../model/delivery.ts";
import type { Repository } from "../model/repository.ts";
import { PRIORITY, type Subject } from "../model/subject.ts";
import type { WorkClaim } from "./ports/service-store.ts";
import type { LookOutcome } from "./run-worker.ts";
import type { LookContext } from "./service-context.ts";

/**
 * Installed, changed, suspended or removed: learns the repositories and has each looked at. Nothing is posted where
 * there is no catalog, so a first install is silent.
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
  const repositories = await listAll(context);
  context.log.info({ repositories: repositories.length }, "installation looked at");
  return { settlement: { kind: "done" }, writes: toWrites(installation, repositories) };
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

function toWrites(installation: Installation, repositories: readonly Repository[]): LookOutcome["writes"] {
  return {
    installations: [installation],
    repositories,
    bumps: repositories
      .filter(({ isArchived, isDeleted }) => !isArchived && !isDeleted)
      .map(({ id }) => ({
        subject: { kind: "repository", installationId: installation.id, repositoryId: id },
        priority: PRIORITY.sweep,
      })),
  };
}
