import { createAccount, ensureAccount } from "../actions/accounts.ts";
import { applyFileChanges } from "../actions/change-files.ts";
import { requestSuite } from "../actions/check-actions.ts";
import { createCommit, moveBranch } from "../actions/commit-actions.ts";
import {
  changeRepository,
  createRepository,
  deleteRepository,
  moveToOwner,
} from "../actions/repository-actions.ts";
import type { Driver, NewCommit } from "../driver.ts";
import type { Simulation } from "../simulation.ts";
import { findFile } from "../world/commits.ts";
import type { Commit, Repository } from "../world/entities.ts";
import { toBranchKey, toCollaboratorKey } from "../world/world.ts";
import { requireRepository, toAccountId } from "./find-referenced.ts";

type Part = Pick<
  Driver,
  | "ensureUser"
  | "addOrganisation"
  | "addRepository"
  | "setRole"
  | "commit"
  | "setDefaultBranch"
  | "renameRepository"
  | "transferRepository"
  | "makePrivate"
  | "makePublic"
  | "archive"
  | "unarchive"
  | "deleteRepository"
>;

/** Accounts, repositories and what is committed to them. */
export function driveRepositories(simulation: Simulation): Part {
  const find = (reference: string | number): Repository => requireRepository(simulation, reference);
  const toId = (login: string): number => toAccountId(simulation, login);
  return {
    ensureUser: (login) => ensureAccount(simulation, login),
    addOrganisation: (login) => createAccount(simulation, { login, type: "Organization" }),
    addRepository: (repository) => addRepository(simulation, repository),
    setRole({ repository, login, role }) {
      const [repositoryId, accountId] = [find(repository).id, toId(login)];
      const key = toCollaboratorKey(repositoryId, accountId);
      if (role === "none") simulation.world.collaborators.remove(key);
      else simulation.world.collaborators.put(key, { repositoryId, accountId, role });
    },
    commit: (commit) => commitFiles(simulation, commit),
    setDefaultBranch: ({ repository, branch, by }) =>
      changeRepository(simulation, find(repository), {
        action: "edited",
        byId: toId(by),
        change: { defaultBranch: branch },
      }),
    renameRepository: ({ repository, name, by }) =>
      changeRepository(simulation, find(repository), { action: "renamed", byId: toId(by), change: { name } }),
    transferRepository: ({ repository, owner, by }) =>
      moveToOwner(simulation, find(repository), { ownerId: toId(owner), byId: toId(by) }),
    makePrivate: (repository, by) =>
      changeRepository(simulation, find(repository), {
        action: "privatized",
        byId: toId(by),
        change: { visibility: "private" },
      }),
    makePublic: (repository, by) =>
      changeRepository(simulation, find(repository), {
        action: "publicized",
        byId: toId(by),
        change: { visibility: "public" },
      }),
    archive: (repository, by) =>
      changeRepository(simulation, find(repository), {
        action: "archived",
        byId: toId(by),
        change: { isArchived: true },
      }),
    unarchive: (repository, by) =>
      changeRepository(simulation, find(repository), {
        action: "unarchived",
        byId: toId(by),
        change: { isArchived: false },
      }),
    deleteRepository: (repository, by) => deleteRepository(simulation, find(repository), toId(by)),
  };
}

function addRepository(simulation: Simulation, wanted: Parameters<Driver["addRepository"]>[0]): Repository {
  const { owner, name, visibility = "private", defaultBranch = "main", files } = wanted;
  const ownerId = toAccountId(simulation, owner);
  const repository = createRepository(simulation, { ownerId, name, visibility, defaultBranch });
  if (files === undefined) return repository;
  const commit = createCommit(simulation, {
    networkId: repository.networkId,
    parent: undefined,
    message: "First commit",
    authorId: ownerId,
    changes: new Map(Object.entries(files)),
  });
  // A set-up step: no webhook tells of it.
  simulation.world.branches.put(toBranchKey(repository.id, defaultBranch), {
    repositoryId: repository.id,
    name: defaultBranch,
    sha: commit.sha,
  });
  return repository;
}

function commitFiles(
  simulation: Simulation,
  { repository: reference, files, branch, message, by }: NewCommit,
): Commit {
  const repository = requireRepository(simulation, reference);
  const name = branch ?? repository.defaultBranch;
  const { branches } = simulation.world;
  const tip =
    branches.find(toBranchKey(repository.id, name)) ??
    branches.find(toBranchKey(repository.id, repository.defaultBranch));
  const parent = tip?.sha;
  const applied = applyFileChanges(
    files,
    (path) => (parent === undefined ? undefined : findFile(simulation.world, parent, path)),
    `${simulation.nextId()}`,
  );
  const byId = toAccountId(simulation, by);
  const commit = createCommit(simulation, {
    networkId: repository.networkId,
    parent,
    message: message ?? `Change ${files.map(({ path }) => path).join(", ")}`,
    authorId: byId,
    changes: applied.changes,
  });
  moveBranch(simulation, { repository, branch: name, commit, byId, isForced: false });
  requestSuite(simulation, repository, { sha: commit.sha, branch: name, byId });
  return commit;
}
