import type {
  Account,
  Branch,
  CheckRun,
  Comment,
  Commit,
  Installation,
  Issue,
  Label,
  MergeGroup,
  Permissions,
  Reaction,
  ReactionContent,
  Repository,
  RequiredCheck,
  Role,
} from "./world/entities.ts";

/** `owner/name`, in any case and also by a former name, or GitHub's numeric id. */
export type RepositoryReference = string | number;

/** One pull request or issue. */
export interface IssueReference {
  readonly repository: RepositoryReference;
  readonly number: number;
}

/** A file as a person leaves it. No `content` and not removed: some text that is made up. */
export interface FileChange {
  readonly path: string;
  readonly content?: string;
  /** The file was moved from there. */
  readonly previousPath?: string;
  readonly isRemoved?: boolean;
}

/** Who acts: a login. People need not be added first: an unknown login becomes a user, `x[bot]` a bot. */
export interface Acting {
  readonly by: string;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** `private` unless said. */
  readonly visibility?: Repository["visibility"];
  /** `main` unless said; no branch exists until there is a commit. */
  readonly defaultBranch?: string;
  /** Path -> text of the first commit; without it the repository is empty and has no branch. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface NewInstallation {
  readonly account: string;
  /** `all` unless said. */
  readonly repositories?: "all" | readonly RepositoryReference[];
  /** The app's own unless said. */
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly by?: string;
}

export interface NewPullRequest extends Acting {
  readonly repository: RepositoryReference;
  readonly title: string;
  readonly body?: string | null;
  readonly isDraft?: boolean;
  /** `<login>-<number>` unless said. */
  readonly branch?: string;
  /** The default branch unless said. */
  readonly base?: string;
  /** Opened from a fork that the author owns. */
  readonly fromFork?: boolean;
  /** One made-up file unless said. */
  readonly files?: readonly FileChange[];
  readonly labels?: readonly string[];
}

export interface NewIssue extends Acting {
  readonly repository: RepositoryReference;
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
}

export interface NewCommit extends Acting {
  readonly repository: RepositoryReference;
  readonly files: readonly FileChange[];
  /** The default branch unless said; made where it does not exist. */
  readonly branch?: string;
  readonly message?: string;
}

/**
 * What people do on GitHub. Each action changes the state at once, sends the webhooks that GitHub would send, and
 * returns the row as it stands; `webhooks.settled()` says when they have arrived. A reference to what does not
 * exist throws an `Error` that names it.
 */
export interface Driver {
  // Set-up: no webhooks, but for repositories that an installation on all repositories takes in.
  ensureUser(login: string): Account;
  addOrganisation(login: string): Account;
  addRepository(repository: NewRepository): Repository;
  setRole(grant: {
    readonly repository: RepositoryReference;
    readonly login: string;
    readonly role: Role | "none";
  }): void;

  // Installations.
  install(installation: NewInstallation): Installation;
  uninstall(installationId: number): void;
  suspend(installationId: number): Installation;
  unsuspend(installationId: number): Installation;
  addToInstallation(installationId: number, repository: RepositoryReference): Installation;
  removeFromInstallation(installationId: number, repository: RepositoryReference): Installation;
  acceptPermissions(installationId: number, permissions: Permissions): Installation;

  // Pull requests.
  openPullRequest(pullRequest: NewPullRequest): Issue;
  editPullRequest(
    edit: IssueReference &
      Acting & { readonly title?: string; readonly body?: string | null; readonly base?: string },
  ): Issue;
  /** New commits on the head; `isForced` replaces those that were there. */
  push(
    push: IssueReference & Acting & { readonly files?: readonly FileChange[]; readonly isForced?: boolean },
  ): Issue;
  /** Commits what `from` suggested in a review: one commit on the head, with `from` as its co-author. */
  commitSuggestion(suggestion: IssueReference & Acting & { readonly from: string }): Issue;
  markReady(pullRequest: IssueReference & Acting): Issue;
  convertToDraft(pullRequest: IssueReference & Acting): Issue;
  /** Squashed onto the base branch; closes the issues that it names, where the base is the default branch. */
  merge(merge: IssueReference & Acting): Issue;
  close(issue: IssueReference & Acting): Issue;
  reopen(issue: IssueReference & Acting): Issue;
  enqueue(pullRequest: IssueReference & Acting): MergeGroup;
  leaveQueue(group: { readonly repository: RepositoryReference; readonly headSha: string }): void;

  // Issues, labels, milestones, comments.
  openIssue(issue: NewIssue): Issue;
  label(label: IssueReference & Acting & { readonly label: string }): Issue;
  unlabel(label: IssueReference & Acting & { readonly label: string }): Issue;
  /** Made where there is none of this title; `null` takes the issue or pull request out of its milestone. */
  setMilestone(change: IssueReference & Acting & { readonly title: string | null }): Issue;
  renameLabel(
    label: Acting & { readonly repository: RepositoryReference; readonly from: string; readonly to: string },
  ): Label;
  deleteLabel(label: Acting & { readonly repository: RepositoryReference; readonly label: string }): void;
  comment(comment: IssueReference & Acting & { readonly body: string }): Comment;
  editComment(edit: Acting & { readonly id: number; readonly body: string }): Comment;
  deleteComment(comment: Acting & { readonly id: number }): void;
  react(reaction: Acting & { readonly commentId: number; readonly content: ReactionContent }): Reaction;

  // Checks.
  pressButton(press: Acting & { readonly checkRunId: number; readonly identifier: string }): CheckRun;
  rerequestCheck(request: Acting & { readonly checkRunId: number }): CheckRun;
  rerequestSuite(
    request: Acting & { readonly repository: RepositoryReference; readonly headSha: string },
  ): void;
  /** Another app's check, for mix-ups of names. */
  addForeignCheck(check: {
    readonly repository: RepositoryReference;
    readonly headSha: string;
    readonly name: string;
    readonly appId: number;
  }): CheckRun;
  /** On the default branch, by a ruleset unless said. Sends nothing. */
  requireCheck(check: {
    readonly repository: RepositoryReference;
    readonly name: string;
    readonly appId?: number;
    readonly by?: RequiredCheck["by"];
  }): RequiredCheck;
  /** Nobody can do this on GitHub: for tests of healing. Sends nothing. */
  deleteCheck(checkRunId: number): void;

  // Repositories.
  commit(commit: NewCommit): Commit;
  setDefaultBranch(
    change: Acting & { readonly repository: RepositoryReference; readonly branch: string },
  ): Repository;
  renameRepository(
    rename: Acting & { readonly repository: RepositoryReference; readonly name: string },
  ): Repository;
  transferRepository(
    transfer: Acting & { readonly repository: RepositoryReference; readonly owner: string },
  ): Repository;
  makePrivate(repository: RepositoryReference, by: string): Repository;
  makePublic(repository: RepositoryReference, by: string): Repository;
  archive(repository: RepositoryReference, by: string): Repository;
  unarchive(repository: RepositoryReference, by: string): Repository;
  deleteRepository(repository: RepositoryReference, by: string): void;

  // The true state, never lagging. Lists are sorted by number or id.
  findRepository(repository: RepositoryReference): Repository | undefined;
  findBranch(repository: RepositoryReference, name: string): Branch | undefined;
  /** On the default branch. */
  readFile(file: { readonly repository: RepositoryReference; readonly path: string }): string | undefined;
  findIssue(reference: IssueReference): Issue | undefined;
  listPullRequests(repository: RepositoryReference): readonly Issue[];
  listLabels(reference: IssueReference): readonly string[];
  listComments(reference: IssueReference): readonly Comment[];
  listReactions(commentId: number): readonly Reaction[];
  /** On one head or, without it, all; of every app. */
  listCheckRuns(repository: RepositoryReference, headSha?: string): readonly CheckRun[];
  findAccount(id: number): Account | undefined;
}
