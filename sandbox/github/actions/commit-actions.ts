import { toAccountJson } from "../json/account-json.ts";
import { toSimpleCommitJson } from "../json/commit-json.ts";
import type { Json } from "../json/json-context.ts";
import { toFullName } from "../json/repository-json.ts";
import type { Simulation } from "../simulation.ts";
import { toLiveContext } from "../simulation.ts";
import { findFile } from "../world/commits.ts";
import type { Commit, Repository } from "../world/entities.ts";
import { toBranchKey } from "../world/world.ts";

export type NewCommitRow = Pick<Commit, "networkId" | "parent" | "message" | "authorId" | "changes">;

export function createCommit(simulation: Simulation, commit: NewCommitRow): Commit {
  const sha = simulation.random.nextHex(40);
  return simulation.world.commits.put(sha, { ...commit, sha, committedAtMs: simulation.now() });
}

export interface BranchMove {
  readonly repository: Repository;
  readonly branch: string;
  readonly commit: Commit;
  readonly byId: number;
  readonly isForced: boolean;
}

const NO_SHA = "0".repeat(40);

/** Points the branch to the commit and sends `push`. */
export function moveBranch(simulation: Simulation, move: BranchMove): void {
  const { repository, branch, commit, byId, isForced } = move;
  const { world } = simulation;
  const before = world.branches.find(toBranchKey(repository.id, branch))?.sha;
  world.branches.put(toBranchKey(repository.id, branch), {
    repositoryId: repository.id,
    name: branch,
    sha: commit.sha,
  });
  const context = toLiveContext(simulation);
  const shown = toCommitJson(simulation, commit);
  const pusher = toAccountJson(context, byId);
  simulation.emit({
    event: "push",
    repositoryId: repository.id,
    senderId: byId,
    fields: {
      ref: `refs/heads/${branch}`,
      before: before ?? NO_SHA,
      after: commit.sha,
      created: before === undefined,
      deleted: false,
      forced: isForced,
      base_ref: null,
      compare: `${context.apiUrl}/${toFullName(context, repository)}/compare/${before?.slice(0, 12)}...${commit.sha.slice(0, 12)}`,
      commits: [shown],
      head_commit: shown,
      pusher: { name: pusher["login"], email: null },
    },
  });
}

/** A commit as `push` shows it: with the paths it added, removed and modified. */
function toCommitJson(simulation: Simulation, commit: Commit): Json {
  const context = toLiveContext(simulation);
  const shown = toSimpleCommitJson(context, commit);
  const username = context.view.accounts.find(commit.authorId)?.login ?? "ghost";
  const person = { ...(shown["author"] as Json), username };
  const parent = commit.parent;
  const added: string[] = [];
  const removed: string[] = [];
  const modified: string[] = [];
  for (const [path, text] of commit.changes) {
    if (text === null) removed.push(path);
    else if (isThere(simulation, parent, path)) modified.push(path);
    else added.push(path);
  }
  return {
    ...shown,
    distinct: true,
    url: `${simulation.apiUrl()}/commit/${commit.sha}`,
    author: person,
    committer: person,
    added,
    removed,
    modified,
  };
}

function isThere(simulation: Simulation, sha: string | undefined, path: string): boolean {
  return sha !== undefined && findFile(simulation.world, sha, path) !== undefined;
}
