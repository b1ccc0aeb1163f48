import { emitInstallation, emitRepositories, updateInstallation } from "../actions/installation-actions.ts";
import type { Driver, NewInstallation } from "../driver.ts";
import type { Simulation } from "../simulation.ts";
import type { Installation } from "../world/entities.ts";
import { requireInstallation, requireRepository, toAccountId } from "./find-referenced.ts";

type Part = Pick<
  Driver,
  | "install"
  | "uninstall"
  | "suspend"
  | "unsuspend"
  | "addToInstallation"
  | "removeFromInstallation"
  | "acceptPermissions"
>;

export function driveInstallations(simulation: Simulation): Part {
  const { world } = simulation;
  const select = (installation: Installation, ids: readonly number[]): Installation =>
    updateInstallation(simulation, installation, { repositoryIds: ids });
  return {
    install: (installation) => install(simulation, installation),
    uninstall(installationId) {
      const installation = requireInstallation(simulation, installationId);
      emitInstallation(simulation, installation, { action: "deleted", byId: installation.accountId });
      world.installations.remove(installationId);
    },
    suspend(installationId) {
      const installation = requireInstallation(simulation, installationId);
      const row = updateInstallation(simulation, installation, { suspendedAtMs: simulation.now() });
      emitInstallation(simulation, row, { action: "suspend", byId: row.accountId });
      return row;
    },
    unsuspend(installationId) {
      const { suspendedAtMs: _, ...rest } = requireInstallation(simulation, installationId);
      const row = updateInstallation(simulation, rest, {});
      emitInstallation(simulation, row, { action: "unsuspend", byId: row.accountId });
      return row;
    },
    addToInstallation(installationId, reference) {
      const installation = requireInstallation(simulation, installationId);
      const repository = requireRepository(simulation, reference);
      const { repositoryIds } = installation;
      if (repositoryIds === "all" || repositoryIds.includes(repository.id)) return installation;
      const row = select(installation, [...repositoryIds, repository.id]);
      emitRepositories(simulation, row, { action: "added", repositories: [repository] });
      return row;
    },
    removeFromInstallation(installationId, reference) {
      const installation = requireInstallation(simulation, installationId);
      const repository = requireRepository(simulation, reference);
      const { repositoryIds } = installation;
      // Taking one out of all leaves a selection of the others.
      const held =
        repositoryIds === "all"
          ? world.repositories.listGroup(`${installation.accountId}`).map(({ id }) => id)
          : repositoryIds;
      const row = select(
        installation,
        held.filter((id) => id !== repository.id),
      );
      emitRepositories(simulation, row, { action: "removed", repositories: [repository] });
      return row;
    },
    acceptPermissions(installationId, permissions) {
      const installation = requireInstallation(simulation, installationId);
      const row = updateInstallation(simulation, installation, {
        permissions,
        events: simulation.app.events,
      });
      emitInstallation(simulation, row, { action: "new_permissions_accepted", byId: row.accountId });
      return row;
    },
  };
}

function install(
  simulation: Simulation,
  {
    account,
    repositories = "all",
    permissions = simulation.app.permissions,
    events = simulation.app.events,
    by,
  }: NewInstallation,
): Installation {
  const { world } = simulation;
  const id = simulation.nextId();
  const nowMs = simulation.now();
  const installation = world.installations.put(id, {
    id,
    accountId: toAccountId(simulation, account),
    permissions,
    events,
    repositoryIds:
      repositories === "all" ? "all" : repositories.map((each) => requireRepository(simulation, each).id),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  emitInstallation(simulation, installation, {
    action: "created",
    byId: toAccountId(simulation, by ?? account),
  });
  return installation;
}
