import type { PullRequestState } from "../../model/pull-request.ts";
import type { Issue } from "./git-hub.ts";

/** How far the back-fill of a repository has come. One row per repository, kept when it is done. */
export interface StoredBackfill {
  readonly repositoryId: number;
  /** Nothing older is read, epoch milliseconds. */
  readonly sinceMs: number;
  /** `off`: there was no catalog to assess by, or no repository any more. */
  readonly phase: "reading" | "assessing" | "done" | "off";
  /** Where the phase goes on: GitHub's cursor while reading, then what landed last of those that are assessed. */
  readonly cursor?: string;
  /** Pull requests a request: halved where GitHub does not answer in time. */
  readonly pageSize: number;
  /** Pages answered since the size was last changed. */
  readonly calmPages: number;
  readonly counts: BackfillCounts;
  /**
   * Of one that is done: when the first change of the repository landed, where none was left out; of a repository
   * without one, when that was seen. Absent: some are missing.
   */
  readonly wholeSinceMs?: number;
}

/** What was found, and what could not be rebuilt. */
export interface BackfillCounts {
  /** Open and merged pull requests that GitHub has, of all time. */
  readonly total: number;
  readonly read: number;
  readonly open: number;
  /** Merged within the span. */
  readonly merged: number;
  /** Of those: recorded before, and left as they were. */
  readonly known: number;
  readonly recorded: number;
  /** Recorded, not exempt, and asked by a check that still stands. */
  readonly asked: number;
  /** Recorded, not exempt, landed after the first that was asked, and without a check on their head. */
  readonly withoutCheck: number;
  /** Asked by another version of the catalog than today's. */
  readonly otherCatalog: number;
  /** The description was edited after the merge: what it said before is lost. */
  readonly editedAfterMerge: number;
  /** Commands and lists in comments that somebody else edited: what their author wrote is lost. */
  readonly editedByOthers: number;
  /** GitHub lists only the first 3,000 files. */
  readonly cutPaths: number;
}

/** An issue that a pull request closes, kept from reading to assessing. */
export interface StoredLinkedIssue {
  readonly repositoryId: number;
  /** `toReferenceKey`: `#12`, or `owner/name#12` of another repository. */
  readonly key: string;
  readonly issue: Issue;
}

/** What back-fill keeps beside what the service keeps. Its writes are StoreWrites, under the claim of its subject. */
export interface BackfillStore {
  findBackfill(repositoryId: number): Promise<StoredBackfill | undefined>;
  /** So that the next look begins anew, or, where one of this span is not finished yet, goes on. */
  startBackfill(repositoryId: number, sinceMs: number): Promise<void>;
  /** Merged pull requests of the span behind `after`, by landing, then number. */
  listLanded(
    repositoryId: number,
    page: {
      readonly sinceMs: number;
      readonly after?: { readonly mergedAtMs: number; readonly number: number };
      readonly limit: number;
    },
  ): Promise<readonly PullRequestState[]>;
  listLinkedIssues(repositoryId: number, keys: readonly string[]): Promise<readonly StoredLinkedIssue[]>;
}
