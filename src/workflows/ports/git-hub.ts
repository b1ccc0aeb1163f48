import type { CreditCommit } from "../../credit/build-change-notes.ts";
import type { Reference } from "../../model/answer.ts";
import type { BotWriting, Revision } from "../../model/bot-writing.ts";
import type { CheckOutput } from "../../model/check.ts";
import type { PullRequestState } from "../../model/pull-request.ts";
import type { Actor, Repository } from "../../model/repository.ts";
import type { Installation } from "../../model/webhook.ts";
import type { ListPage } from "./list-page.ts";

/** Owner and name as last known; a 301 after a rename is followed. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

export interface PullRequestName extends RepositoryName {
  readonly number: number;
}

export type FileReading =
  | { readonly kind: "unchanged" }
  | { readonly kind: "absent" }
  /** A folder, a submodule, over 1 MB: told as unreadable. */
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "text"; readonly text: string; readonly etag?: string };

export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly author: Actor;
  /** Of our own app: the app whose installation token wrote it. */
  readonly isOurs: boolean;
  readonly hasOurThumbsUp: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly conclusion: string | undefined;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

export interface Issue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly author: Actor;
  readonly isPullRequest: boolean;
  /** Asked for where its line may answer. */
  readonly botWriting?: BotWriting;
}

export interface PageRequest {
  /** At most 100; fewer where GitHub could not answer for so many in time. */
  readonly first: number;
  /** Behind the page before; absent: the first page. */
  readonly after?: string;
}

/** A comment with what tells whether it counts. */
export interface PageComment {
  readonly id: number;
  readonly body: string;
  readonly author: Actor;
  /** Written by the account whose token asks: with an app's token by the app. */
  readonly isOurs: boolean;
  readonly hasOurThumbsUp: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** The last edit, and who made it, as far as GitHub tells. */
  readonly edit?: { readonly atMs: number; readonly by?: Actor };
}

/** One open or merged pull request with all that was said on it, as far as it fits into one answer. */
export interface PageEntry {
  readonly state: PullRequestState;
  /** Of the last edit of the description. */
  readonly editedAtMs?: number;
  /** Absent where the answer does not list every name: more than 100 files, or a renamed one. */
  readonly paths?: readonly string[];
  /** Absent where there are more than 50. */
  readonly comments?: readonly PageComment[];
  /** At most five. */
  readonly linkedIssues: readonly { readonly reference: Reference; readonly issue: Issue }[];
  /** The app's own on the head. */
  readonly checkRuns: readonly CheckRun[];
}

/** What a page took of the hour's points, as GitHub tells; absent where limits are off. */
export interface PagePoints {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
}

export interface PullRequestPage {
  /** The one updated last comes first. */
  readonly entries: readonly PageEntry[];
  /** Open and merged ones of all time. */
  readonly total: number;
  readonly next?: string;
  readonly points?: PagePoints;
}

export type Permission = "admin" | "write" | "triage" | "read" | "none";
export type Reaction = "+1" | "confused" | "eyes";

/**
 * GitHub as one installation sees it. Every method may throw GitHubError and nothing else that is expected;
 * none waits for a limit: it throws `limited` and the work is laid down until then. Reads may lag behind a
 * webhook by up to 30 s. Logins in answers are as written by GitHub.
 */
export interface GitHub {
  readRepository(repositoryId: number): Promise<Repository | undefined>;
  readPullRequest(name: PullRequestName): Promise<PullRequestState | undefined>;
  /** Both names of a rename; at most 3,000 files (`truncated` beyond, and where one can't be read). */
  listPullRequestPaths(
    name: PullRequestName,
  ): Promise<{ readonly paths: readonly string[]; readonly truncated: boolean }>;
  /** Oldest first, all pages, at most 1,000. */
  listComments(name: PullRequestName): Promise<readonly IssueComment[]>;
  readComment(repository: RepositoryName, commentId: number): Promise<IssueComment | undefined>;
  readIssue(repository: RepositoryName, number: number): Promise<Issue | undefined>;
  /** Numbers (and repositories) of issues that the pull request closes, by GitHub's own reading. */
  listClosingIssues(name: PullRequestName): Promise<readonly Reference[]>;
  /**
   * The description of a pull request or issue as it was opened and as each edit left it, oldest first; empty where
   * GitHub shows nothing of it.
   */
  listRevisions(name: PullRequestName): Promise<readonly Revision[]>;
  /** The first hundred of a pull request, then the one that it landed as; one request. */
  listCommits(name: PullRequestName): Promise<readonly CreditCommit[]>;
  /** Asked at that moment; an unknown user is `none`. */
  readPermission(repository: RepositoryName, login: string): Promise<Permission>;
  /** From the default branch. `etag` of an earlier reading makes an unchanged file free. */
  readFile(repository: RepositoryName, path: string, etag?: string): Promise<FileReading>;
  /** The file as it stands on a commit; for validating a proposed catalog, never for policy. */
  readFileAt(repository: RepositoryName, path: string, sha: string): Promise<FileReading>;
  /** Ours only (by app id), newest first. */
  listOurCheckRuns(repository: RepositoryName, headSha: string): Promise<readonly CheckRun[]>;
  createCheckRun(repository: RepositoryName, check: CheckWrite): Promise<{ readonly id: number }>;
  updateCheckRun(repository: RepositoryName, checkRunId: number, check: CheckWrite): Promise<void>;
  createComment(name: PullRequestName, body: string): Promise<{ readonly id: number }>;
  updateComment(repository: RepositoryName, commentId: number, body: string): Promise<void>;
  /** Issues that our app wrote, open or not, newest first, at most 1,000. */
  listOurIssues(
    repository: RepositoryName,
  ): Promise<readonly { readonly number: number; readonly body: string }[]>;
  createIssue(
    repository: RepositoryName,
    issue: { readonly title: string; readonly body: string },
  ): Promise<{ readonly number: number }>;
  updateIssue(repository: RepositoryName, number: number, body: string): Promise<void>;
  addReaction(repository: RepositoryName, commentId: number, reaction: Reaction): Promise<void>;
  /** The app's own; nothing where there is none. */
  removeReaction(repository: RepositoryName, commentId: number, reaction: Reaction): Promise<void>;
  /** Open pull requests as light states, 100 a page through GraphQL. */
  listOpenPullRequests(
    repository: RepositoryName & { readonly id: number },
  ): AsyncIterable<readonly PullRequestState[]>;
  /** Newest first; for the preview of a catalog. */
  listMergedPullRequests(
    repository: RepositoryName & { readonly id: number },
    limit: number,
  ): Promise<readonly { readonly state: PullRequestState; readonly paths: readonly string[] }[]>;
  /** Open and merged ones with all that was said on them, the one updated last first; one request. */
  readPullRequestPage(
    repository: RepositoryName & { readonly id: number },
    page: PageRequest,
  ): Promise<PullRequestPage>;
  listRepositories(): AsyncIterable<ListPage<Repository>>;
}

export interface CheckWrite {
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly output: CheckOutput;
}

/** GitHub as the app itself: gives one installation's view, and what only the app may read. */
export interface GitHubApp {
  forInstallation(installationId: number): GitHub;
  readInstallation(installationId: number): Promise<Installation | undefined>;
  /** What the app was granted, for `doctor`. */
  readApp(): Promise<{
    readonly id: number;
    readonly slug: string;
    readonly permissions: Readonly<Record<string, string>>;
    readonly events: readonly string[];
  }>;
  listInstallations(): AsyncIterable<
    ListPage<
      Installation & {
        readonly permissions: Readonly<Record<string, string>>;
        readonly events: readonly string[];
      }
    >
  >;
}
