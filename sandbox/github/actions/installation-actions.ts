import { holds } from "../http/require-repository.ts";
import { toInstallationJson } from "../json/app-json.ts";
import { toRepositoryStub } from "../json/repository-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { Installation, Repository } from "../world/entities.ts";

export interface InstallationEvent {
  readonly action: "created" | "deleted" | "suspend" | "unsuspend" | "new_permissions_accepted";
  readonly byId: number;
}

/** Sent to the app whatever it subscribed to. */
export function emitInstallation(
  simulation: Simulation,
  installation: Installation,
  { action, byId }: InstallationEvent,
): void {
  const context = toLiveContext(simulation);
  const repositories = simulation.world.repositories
    .list()
    .filter((repository) => holds(installation, repository));
  simulation.emit({
    event: "installation",
    action,
    installationId: installation.id,
    senderId: byId,
    fields: {
      installation: toInstallationJson(context, installation),
      repositories: repositories.map((repository) => toRepositoryStub(context, repository)),
      requester: null,
    },
  });
}

export interface RepositoriesEvent {
  readonly action: "added" | "removed";
  readonly repositories: readonly Repository[];
}

export function emitRepositories(
  simulation: Simulation,
  installation: Installation,
  { action, repositories }: RepositoriesEvent,
): void {
  const context = toLiveContext(simulation);
  const stubs = repositories.map((repository) => toRepositoryStub(context, repository));
  simulation.emit({
    event: "installation_repositories",
    action,
    installationId: installation.id,
    senderId: installation.accountId,
    fields: {
      installation: toInstallationJson(context, installation),
      repository_selection: installation.repositoryIds === "all" ? "all" : "selected",
      repositories_added: action === "added" ? stubs : [],
      repositories_removed: action === "removed" ? stubs : [],
      requester: null,
    },
  });
}

export function updateInstallation(
  simulation: Simulation,
  installation: Installation,
  change: Partial<Installation>,
): Installation {
  const row = { ...installation, ...change, updatedAtMs: simulation.now() };
  return simulation.world.installations.put(installation.id, row);
}
