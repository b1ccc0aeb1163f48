import { holds } from "../http/require-repository.ts";
import { toAccountJson, toOrganizationJson } from "../json/account-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { Repository } from "../world/entities.ts";
import { emitRepositories } from "./installation-actions.ts";

export type NewRepositoryRow = Pick<Repository, "ownerId" | "name" | "visibility" | "defaultBranch"> & {
  readonly networkId?: number;
};

export function createRepository(simulation: Simulation, repository: NewRepositoryRow): Repository {
  const id = simulation.nextId();
  const nowMs = simulation.now();
  const row = simulation.world.repositories.put(id, {
    ...repository,
    id,
    isArchived: false,
    networkId: repository.networkId ?? id,
    isFork: repository.networkId !== undefined,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  });
  for (const installation of simulation.world.installations.list()) {
    if (holds(installation, row))
      emitRepositories(simulation, installation, { action: "added", repositories: [row] });
  }
  return row;
}

/** The person's fork: made with the first pull request from it. */
export function ensureFork(simulation: Simulation, repository: Repository, ownerId: number): Repository {
  const known = simulation.world.repositories
    .listGroup(`${ownerId}`)
    .find((each) => each.networkId === repository.networkId && each.ownerId === ownerId);
  const { name, visibility, defaultBranch, networkId } = repository;
  return known ?? createRepository(simulation, { ownerId, name, visibility, defaultBranch, networkId });
}

export interface RepositoryChange {
  readonly action: "archived" | "unarchived" | "publicized" | "privatized" | "renamed" | "edited";
  readonly byId: number;
  readonly change: Partial<Pick<Repository, "name" | "visibility" | "isArchived" | "defaultBranch">>;
}

/** Replaces the row and sends `repository` with what it was before. */
export function changeRepository(
  simulation: Simulation,
  repository: Repository,
  { action, byId, change }: RepositoryChange,
): Repository {
  const row = { ...repository, ...change, updatedAtMs: simulation.now() };
  simulation.world.repositories.put(repository.id, row);
  if (row.name !== repository.name) redirect(simulation, repository);
  simulation.emit({
    event: "repository",
    action,
    repositoryId: repository.id,
    senderId: byId,
    fields: {
      ...(action === "renamed" ? { changes: { repository: { name: { from: repository.name } } } } : {}),
      ...(action === "edited" ? { changes: { default_branch: { from: repository.defaultBranch } } } : {}),
    },
  });
  return row;
}

/** Leaves the installations of the old owner and joins those of the new one that take in all repositories. */
export function moveToOwner(
  simulation: Simulation,
  repository: Repository,
  { ownerId, byId }: { readonly ownerId: number; readonly byId: number },
): Repository {
  const { world } = simulation;
  const left = world.installations.list().filter((installation) => holds(installation, repository));
  const row = { ...repository, ownerId, updatedAtMs: simulation.now() };
  redirect(simulation, repository);
  world.repositories.put(repository.id, row);
  const joined = world.installations.list().filter((installation) => holds(installation, row));
  for (const installation of left)
    emitRepositories(simulation, installation, { action: "removed", repositories: [row] });
  for (const installation of joined)
    emitRepositories(simulation, installation, { action: "added", repositories: [row] });
  const owner = world.accounts.find(repository.ownerId);
  const context = toLiveContext(simulation);
  const from =
    owner?.type === "Organization"
      ? { organization: toOrganizationJson(context, owner) }
      : { user: toAccountJson(context, repository.ownerId) };
  simulation.emit({
    event: "repository",
    action: "transferred",
    repositoryId: repository.id,
    senderId: byId,
    fields: { changes: { owner: { from } } },
  });
  return row;
}

export function deleteRepository(simulation: Simulation, repository: Repository, byId: number): void {
  const { world } = simulation;
  simulation.emit({
    event: "repository",
    action: "deleted",
    repositoryId: repository.id,
    senderId: byId,
    fields: {},
  });
  const left = world.installations.list().filter((installation) => holds(installation, repository));
  world.repositories.remove(repository.id);
  for (const installation of left) {
    emitRepositories(simulation, installation, { action: "removed", repositories: [repository] });
  }
}

function redirect(simulation: Simulation, repository: Repository): void {
  const owner = simulation.world.accounts.find(repository.ownerId)?.login ?? "ghost";
  simulation.world.redirects.put(`${owner}/${repository.name}`.toLowerCase(), repository.id);
}
