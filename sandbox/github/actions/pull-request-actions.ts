import type { FileChange } from "../driver.ts";
import type { PullRequest } from "../json/pull-request-json.ts";
import type { Simulation } from "../simulation.ts";
import { listClosingReferences } from "../world/closing-issues.ts";
import { findFile } from "../world/commits.ts";
import type { Issue, Repository } from "../world/entities.ts";
import { toBranchKey, toIssueKey } from "../world/world.ts";
import { applyFileChanges, mergeFiles } from "./change-files.ts";
import { requestSuite } from "./check-actions.ts";
import { createCommit, moveBranch } from "./commit-actions.ts";
import {
  emitIssue,
  emitOpened,
  ensureLabel,
  nextNumber,
  requireRow,
  setState,
  updateIssue,
} from "./issue-actions.ts";
import { ensureFork } from "./repository-actions.ts";

export interface NewPullRequestRow {
  readonly repository: Repository;
  readonly title: string;
  readonly body: string | null;
  readonly authorId: number;
  readonly isDraft: boolean;
  readonly branch: string | undefined;
  readonly base: string;
  readonly isFromFork: boolean;
  readonly files: readonly FileChange[] | undefined;
  readonly labels: readonly string[];
}

export function createPullRequest(simulation: Simulation, wanted: NewPullRequestRow): PullRequest {
  const { repository, base, authorId } = wanted;
  const { world } = simulation;
  const baseSha = requireTip(simulation, repository, base);
  const number = nextNumber(simulation, repository);
  const home = wanted.isFromFork ? ensureFork(simulation, repository, authorId) : repository;
  const branch =
    wanted.branch ?? `${world.accounts.find(authorId)?.login.replace("[bot]", "") ?? "ghost"}-${number}`;
  const asked = wanted.files ?? [{ path: `src/change-${number}.ts` }];
  const applied = applyFileChanges(asked, (path) => findFile(world, baseSha, path), `${number}`);
  const commit = createCommit(simulation, {
    networkId: repository.networkId,
    parent: baseSha,
    message: wanted.title,
    authorId,
    changes: applied.changes,
  });
  moveBranch(simulation, { repository: home, branch, commit, byId: authorId, isForced: false });
  const nowMs = simulation.now();
  const row: PullRequest = {
    id: simulation.nextId(),
    repositoryId: repository.id,
    number,
    title: wanted.title,
    body: wanted.body,
    authorId,
    state: "open",
    labelIds: wanted.labels.map((name) => ensureLabel(simulation, repository, name).id),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    pullRequest: {
      id: simulation.nextId(),
      isDraft: wanted.isDraft,
      headRepositoryId: home.id,
      headBranch: branch,
      headSha: commit.sha,
      baseBranch: base,
      baseSha,
      files: applied.files,
      commits: 1,
    },
  };
  world.issues.put(toIssueKey(repository.id, number), row);
  requestSuite(simulation, repository, { sha: commit.sha, branch, byId: authorId });
  emitOpened(simulation, row);
  return row;
}

export interface HeadPush {
  readonly byId: number;
  readonly files: readonly FileChange[] | undefined;
  readonly isForced: boolean;
  /** The title of the pull request with a number unless said. */
  readonly message?: string;
}

/** A new commit on the head: `push`, a suite, and `pull_request` `synchronize`. */
export function pushHead(
  simulation: Simulation,
  pull: PullRequest,
  { byId, files, isForced, message }: HeadPush,
): PullRequest {
  const { world } = simulation;
  const part = pull.pullRequest;
  const parent = isForced ? part.baseSha : part.headSha;
  const seed = `${part.commits + 1} ${part.headSha.slice(0, 7)}`;
  const asked = files ?? [{ path: part.files.at(0)?.path ?? `src/change-${pull.number}.ts` }];
  const applied = applyFileChanges(asked, (path) => findFile(world, parent, path), seed);
  const commit = createCommit(simulation, {
    networkId: requireRow(simulation, pull.repositoryId).networkId,
    parent,
    message: message ?? `${pull.title} (${part.commits + 1})`,
    authorId: byId,
    changes: applied.changes,
  });
  const home =
    part.headRepositoryId === undefined ? undefined : world.repositories.find(part.headRepositoryId);
  if (home === undefined) throw new Error(`The head of pull request ${pull.number} was deleted.`);
  moveBranch(simulation, { repository: home, branch: part.headBranch, commit, byId, isForced });
  // A closed pull request keeps the head with which it was closed.
  if (pull.state !== "open") return pull;
  const row = put(simulation, pull, {
    headSha: commit.sha,
    files: isForced ? applied.files : mergeFiles(part.files, applied.files),
    commits: isForced ? 1 : part.commits + 1,
  });
  const repository = requireRow(simulation, pull.repositoryId);
  requestSuite(simulation, repository, { sha: commit.sha, branch: part.headBranch, byId });
  const extra = { before: part.headSha, after: commit.sha };
  emitIssue(simulation, row, { action: "synchronize", byId, extra });
  return row;
}

export function setDraft(
  simulation: Simulation,
  pull: PullRequest,
  { isDraft, byId }: { readonly isDraft: boolean; readonly byId: number },
): PullRequest {
  if (pull.pullRequest.isDraft === isDraft) return pull;
  const row = put(simulation, pull, { isDraft });
  emitIssue(simulation, row, { action: isDraft ? "converted_to_draft" : "ready_for_review", byId });
  return row;
}

/** Squashed onto the base: `push`, `closed` with `merged`, and the issues that it names are closed. */
export function mergePullRequest(simulation: Simulation, pull: PullRequest, byId: number): PullRequest {
  const { world } = simulation;
  const part = pull.pullRequest;
  if (pull.state !== "open") throw new Error(`Pull request ${pull.number} is closed.`);
  const repository = requireRow(simulation, pull.repositoryId);
  const commit = createCommit(simulation, {
    networkId: repository.networkId,
    parent: requireTip(simulation, repository, part.baseBranch),
    message: `${pull.title} (#${pull.number})\n\n${pull.body ?? ""}`,
    authorId: pull.authorId,
    changes: new Map(
      part.files.flatMap((file) => [
        ...(file.previousPath === undefined ? [] : [[file.previousPath, null] as const]),
        [file.path, findFile(world, part.headSha, file.path) ?? null] as const,
      ]),
    ),
  });
  const nowMs = simulation.now();
  const merged = { ...pull.pullRequest, mergedAtMs: nowMs, mergedById: byId, mergeSha: commit.sha };
  const row = {
    ...pull,
    state: "closed" as const,
    closedAtMs: nowMs,
    updatedAtMs: nowMs,
    pullRequest: merged,
  };
  world.issues.put(toIssueKey(pull.repositoryId, pull.number), row);
  moveBranch(simulation, { repository, branch: part.baseBranch, commit, byId, isForced: false });
  emitIssue(simulation, row, { action: "closed", byId });
  if (part.baseBranch === repository.defaultBranch) closeNamed(simulation, row, byId);
  return row;
}

function closeNamed(simulation: Simulation, pull: PullRequest, byId: number): void {
  for (const reference of listClosingReferences(pull.body ?? "")) {
    if (reference.owner !== undefined) continue;
    const issue: Issue | undefined = simulation.world.issues.find(
      toIssueKey(pull.repositoryId, reference.number),
    );
    if (issue !== undefined && issue.pullRequest === undefined)
      setState(simulation, issue, { state: "closed", byId });
  }
}

export function requireTip(simulation: Simulation, repository: Repository, branch: string): string {
  const tip = simulation.world.branches.find(toBranchKey(repository.id, branch));
  if (tip === undefined) throw new Error(`${repository.name} has no branch ${branch}: commit to it first.`);
  return tip.sha;
}

function put(
  simulation: Simulation,
  pull: PullRequest,
  change: Partial<PullRequest["pullRequest"]>,
): PullRequest {
  const pullRequest = { ...pull.pullRequest, ...change };
  updateIssue(simulation, pull, { pullRequest });
  return { ...pull, pullRequest, updatedAtMs: simulation.now() };
}
