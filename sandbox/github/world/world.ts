import type {
  Account,
  Branch,
  CheckRun,
  CheckSuite,
  Collaborator,
  Comment,
  Commit,
  Installation,
  Issue,
  Label,
  MergeGroup,
  Milestone,
  Reaction,
  Repository,
  RequiredCheck,
} from "./entities.ts";
import { Table, type TableView } from "./table.ts";

interface Rows {
  readonly accounts: readonly [number, Account];
  readonly repositories: readonly [number, Repository];
  /** Former `owner/name` in lower case -> the repository's id. */
  readonly redirects: readonly [string, number];
  readonly collaborators: readonly [string, Collaborator];
  readonly branches: readonly [string, Branch];
  readonly commits: readonly [string, Commit];
  readonly issues: readonly [string, Issue];
  readonly labels: readonly [number, Label];
  readonly milestones: readonly [number, Milestone];
  readonly comments: readonly [number, Comment];
  readonly reactions: readonly [number, Reaction];
  readonly checkSuites: readonly [number, CheckSuite];
  readonly checkRuns: readonly [number, CheckRun];
  readonly mergeGroups: readonly [string, MergeGroup];
  readonly requiredChecks: readonly [string, RequiredCheck];
  readonly installations: readonly [number, Installation];
}

/** The true state. */
export type World = { readonly [Name in keyof Rows]: Table<Rows[Name][0], Rows[Name][1]> };

/** The state as a reader sees it. */
export type WorldView = { readonly [Name in keyof Rows]: TableView<Rows[Name][0], Rows[Name][1]> };

export function createWorld(now: () => number): World {
  const none = (): string => "";
  const byRepository = <Key, Row extends { readonly repositoryId: number }>(): Table<Key, Row> =>
    new Table(now, (row) => `${row.repositoryId}`);
  const byHead = <Row extends { readonly repositoryId: number; readonly headSha: string }>(): Table<
    number,
    Row
  > => new Table(now, (row) => toHeadKey(row.repositoryId, row.headSha));
  return {
    accounts: new Table(now, none),
    repositories: new Table(now, (row: Repository) => `${row.ownerId}`),
    redirects: new Table(now, none),
    collaborators: byRepository(),
    branches: byRepository(),
    commits: new Table(now, none),
    issues: byRepository(),
    labels: byRepository(),
    milestones: byRepository(),
    comments: new Table(now, (row: Comment) => toIssueKey(row.repositoryId, row.number)),
    reactions: new Table(now, (row: Reaction) => `${row.commentId}`),
    checkSuites: byHead(),
    checkRuns: byHead(),
    mergeGroups: byRepository(),
    requiredChecks: byRepository(),
    installations: new Table(now, none),
  };
}

/** The state `lagMs` ago. What decides rights is always as it is now. */
export function toLaggingView(world: World, atMs: number): WorldView {
  return {
    accounts: world.accounts,
    repositories: world.repositories.asOf(atMs),
    redirects: world.redirects,
    collaborators: world.collaborators,
    branches: world.branches.asOf(atMs),
    commits: world.commits,
    issues: world.issues.asOf(atMs),
    labels: world.labels,
    milestones: world.milestones,
    comments: world.comments.asOf(atMs),
    reactions: world.reactions.asOf(atMs),
    checkSuites: world.checkSuites.asOf(atMs),
    checkRuns: world.checkRuns.asOf(atMs),
    mergeGroups: world.mergeGroups.asOf(atMs),
    requiredChecks: world.requiredChecks,
    installations: world.installations,
  };
}

export function toIssueKey(repositoryId: number, number: number): string {
  return `${repositoryId}#${number}`;
}

export function toBranchKey(repositoryId: number, name: string): string {
  return `${repositoryId}:${name}`;
}

export function toHeadKey(repositoryId: number, headSha: string): string {
  return `${repositoryId}@${headSha}`;
}

export function toCollaboratorKey(repositoryId: number, accountId: number): string {
  return `${repositoryId}/${accountId}`;
}
