import type { Change } from "../../model/change.ts";
import type { Result } from "../../model/result.ts";

/**
 * The merged changes of one repository as a local clone holds them: the first-parent line of the default branch.
 *
 * Not promised: that the clone is up to date; that dates grow along the line (clocks are skewed, branches are
 * rebased); that the line reaches back to the start of the project (`RepositoryFacts.isShallow`); labels, which a
 * clone does not hold.
 */
export interface ChangeHistory {
  /** Facts of the repository and its line; a line without a commit is a problem. Read once, then remembered. */
  readRepository(): Promise<Result<RepositoryFacts, GitProblem>>;

  /**
   * The asked changes, oldest first: in the order of the line, not of the dates. Stopping early ends the work.
   * Throws an `Error` whose message is one clear sentence where the history cannot be read to its end.
   */
  listChanges(request: ChangeRequest): AsyncIterable<Change>;

  /**
   * A file as committed at the tip of the line; `path` is relative to the root, with `/`. Throws where the clone
   * cannot be read.
   */
  readFile(path: string): Promise<FileReading>;

  /**
   * Earlier and present texts of a file along the line, newest first and each once: of the last 50 commits that touched
   * one of its names in `paths`, and at most 1 MiB of them.
   */
  readVersions(paths: readonly string[]): Promise<readonly string[]>;
}

/** Which changes are listed: all of a span, and before and after it those that may hold an answer. */
export interface ChangeRequest {
  /** Epoch milliseconds of the landing: included. */
  readonly sinceMs: number;
  /** Epoch milliseconds of the landing: excluded. */
  readonly untilMs: number;
  /**
   * Of the changes outside the span: nothing, or those whose message may hold an answer, early or late. What a change
   * touched is costly to find, so nothing else of them is listed.
   */
  readonly outside: "nothing" | "answers";
}

export interface RepositoryFacts {
  /** `owner/name` from the address of `origin`, else the name of the folder. */
  readonly repository: string;
  /** `https://github.com/owner/name`, where the host of `origin` tells that it is a GitHub. */
  readonly webAddress?: string;
  /** The line that is read, as git calls it: `origin/main`, `main`, or `HEAD` where no branch is checked out. */
  readonly line: string;
  /** Full SHA of the newest commit of the line. */
  readonly tip: string;
  /** True where older history was cut off when the clone was made: the oldest change's paths are then unknown. */
  readonly isShallow: boolean;
  /** Commits on the line, at least 1. */
  readonly changes: number;
  /** Epoch milliseconds of the committer date of `tip`; an earlier commit may have a later one. */
  readonly tipLandedAtMs: number;
  /** What of the clone is read otherwise than it stands there, or not at all: a sentence each, with what to do. */
  readonly notes: readonly string[];
  /** Epoch milliseconds of the newest and the oldest committer date on the line, wherever on it they stand. */
  readonly newestLandedAtMs: number;
  readonly oldestLandedAtMs: number;
}

/** `text` is valid UTF-8, a leading byte order mark removed. `size` in bytes; files over 1 MiB are not read. */
export type FileReading =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "not-text" }
  | { readonly kind: "too-large"; readonly size: number };

export type GitProblemKind =
  | "no-git"
  | "git-too-old"
  | "no-folder"
  | "no-repository"
  | "not-trusted"
  | "no-commits"
  | "damaged";

/** Why a clone cannot be read. `message` is one sentence that says what to do. */
export interface GitProblem {
  readonly kind: GitProblemKind;
  readonly message: string;
}
