// The simulated GitHub's tables, row by row. Rows are replaced, never changed in place: that is what lets a read
// lag behind the state. Ids are GitHub's numeric ids; times are epoch milliseconds and shown in whole seconds.

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

export interface Repository {
  readonly id: number;
  readonly ownerId: number;
  readonly name: string;
  readonly visibility: "public" | "internal" | "private";
  readonly defaultBranch: string;
  readonly isArchived: boolean;
  /** Repositories of one network see each other's commits, as forks do. The id of the first of them. */
  readonly networkId: number;
  readonly isFork: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface Branch {
  readonly repositoryId: number;
  readonly name: string;
  readonly sha: string;
}

/** What a commit changed against its first parent: the file's whole text, or `null` where it was removed. */
export interface Commit {
  readonly sha: string;
  readonly networkId: number;
  readonly parent: string | undefined;
  readonly message: string;
  readonly authorId: number;
  readonly committedAtMs: number;
  readonly changes: ReadonlyMap<string, string | null>;
}

export interface Label {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface Milestone {
  readonly id: number;
  readonly repositoryId: number;
  /** Counted within the repository, apart from issues. */
  readonly number: number;
  readonly title: string;
  readonly createdAtMs: number;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "modified" | "removed" | "renamed";
  readonly previousPath?: string;
  readonly additions: number;
  readonly deletions: number;
}

/** What makes an issue a pull request. */
export interface PullRequestPart {
  readonly id: number;
  readonly isDraft: boolean;
  /** Absent once the fork was deleted. */
  readonly headRepositoryId: number | undefined;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly baseSha: string;
  /** Everything between base and head; GitHub lists only the first 3,000. */
  readonly files: readonly ChangedFile[];
  readonly commits: number;
  readonly mergedAtMs?: number;
  readonly mergedById?: number;
  readonly mergeSha?: string;
}

export interface Revision {
  readonly atMs: number;
  readonly byId: number;
  readonly body: string;
}

/** An issue; GitHub's pull requests are issues too and share their numbers, labels and comments. */
export interface Issue {
  readonly id: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly authorId: number;
  /** The app whose token wrote it. */
  readonly appId?: number;
  readonly state: "open" | "closed";
  readonly labelIds: readonly number[];
  readonly milestoneId?: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly closedAtMs?: number;
  /** Of the last edit of the body. */
  readonly editedAtMs?: number;
  /** The body as it was opened and as each edit left it, oldest first; absent until there is an edit. */
  readonly revisions?: readonly Revision[];
  readonly pullRequest?: PullRequestPart;
}

export interface Comment {
  readonly id: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly authorId: number;
  /** The app whose token wrote it: shown as `performed_via_github_app`. */
  readonly appId?: number;
  readonly body: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** The last edit. */
  readonly edit?: { readonly atMs: number; readonly byId: number };
}

export const REACTIONS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"] as const;
export type ReactionContent = (typeof REACTIONS)[number];

export interface Reaction {
  readonly id: number;
  readonly commentId: number;
  readonly authorId: number;
  readonly content: ReactionContent;
  readonly createdAtMs: number;
}

export interface CheckSuite {
  readonly id: number;
  readonly repositoryId: number;
  readonly appId: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly createdAtMs: number;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string;
  readonly message: string;
  readonly title?: string | undefined;
}

export interface CheckRunAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  readonly repositoryId: number;
  readonly appId: number;
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly detailsUrl: string | null;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: string | null;
  readonly startedAtMs: number;
  readonly completedAtMs?: number;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
  readonly actions: readonly CheckRunAction[];
}

export type Role = "admin" | "maintain" | "write" | "triage" | "read";

export interface Collaborator {
  readonly repositoryId: number;
  readonly accountId: number;
  readonly role: Role;
}

export type Permissions = Readonly<Record<string, string>>;

export interface Installation {
  readonly id: number;
  readonly accountId: number;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly suspendedAtMs?: number;
  /** `all`: every repository of the account, also later ones. */
  readonly repositoryIds: readonly number[] | "all";
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface MergeGroup {
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
}

/** A check that has to succeed before something is merged into a branch. */
export interface RequiredCheck {
  readonly repositoryId: number;
  readonly branch: string;
  readonly name: string;
  /** The only app that may give it; absent: anybody. */
  readonly appId?: number;
  readonly by: "ruleset" | "protection";
}

/** The app, as registered. */
export interface AppRegistration {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: number;
  /** `slug[bot]`, who writes what the app writes. */
  readonly botId: number;
  /** SPKI PEM: checks what the app signs. */
  readonly publicKey: string;
  /** Nothing it signs is known any more. */
  readonly isDeleted?: true;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}
