import type { AssessedChange } from "../../model/change.ts";
import type { CheckRecord } from "../../model/check.ts";
import type { PullRequestState } from "../../model/pull-request.ts";
import type { Reading } from "../../model/reading.ts";
import type { Repository, RepositoryVisibility } from "../../model/repository.ts";
import type { Priority, Subject } from "../../model/subject.ts";
import type { Delivery, DeliveryFields, Installation } from "../../model/webhook.ts";
import type { BackfillStore, StoredBackfill, StoredLinkedIssue } from "./backfill-store.ts";
import type { CreditStore, StoredCreditStatement, StoredNotes, StoredOptOut } from "./credit-store.ts";
import type { DeliveryLogPlace } from "./delivery-log.ts";
import type { InsightStore, StoredInsight } from "./insight-store.ts";
import type { ReportStore, StoredDecision, StoredReportIssue } from "./report-store.ts";
import type { RequestGate } from "./request-gate.ts";
import type { StoredCatalog } from "./stored-catalog.ts";
import type {
  StoredSeenAnswer,
  StoredSummaryChannel,
  StoredSummaryIssue,
  StoredSummaryWeek,
  SummaryStore,
} from "./summary-store.ts";

/** A subject taken by one worker. Every write under a claim is refused once the fence is no longer the newest. */
export interface WorkClaim {
  readonly key: string;
  readonly subject: Subject;
  readonly fence: number;
  /** How often the subject was asked for when it was claimed; what comes later leaves it waiting. */
  readonly wanted: number;
  /** Failed tries in a row. */
  readonly attempts: number;
  /** Undone deliveries of the subject, oldest first (by received time, then id); at most 500. */
  readonly deliveries: readonly {
    readonly id: string;
    readonly receivedAtMs: number;
    readonly fields: DeliveryFields;
  }[];
}

export type Settlement =
  | { readonly kind: "done" }
  /** Not now, without blame: a limit, a lagging read. Deliveries stay undone. */
  | { readonly kind: "wait"; readonly untilMs: number; readonly why: string }
  /** Failed: counts as a try. */
  | { readonly kind: "retry"; readonly untilMs: number; readonly why: string }
  /** Given up, kept with the reason; its deliveries are dead-lettered. */
  | { readonly kind: "dead"; readonly why: string }
  /** The subject no longer exists; its deliveries are superseded. */
  | { readonly kind: "superseded"; readonly why: string };

/** What one look at a subject leaves behind, written in the same transaction as the settlement. */
export interface StoreWrites {
  /** As something shows them that may be old: one that is gone is not brought back. */
  readonly repositories?: readonly Repository[];
  /** As GitHub lists them for their installation, which brings back those that were gone. */
  readonly listedRepositories?: readonly Repository[];
  /** No longer listed; left alone where they came to another installation meanwhile. */
  readonly goneRepositories?: readonly Pick<Repository, "id" | "installationId">[];
  readonly pullRequests?: readonly PullRequestState[];
  /** Read while GitHub's answers may lag behind its webhooks: one gives way to a state of the same second. */
  readonly laggingPullRequests?: readonly PullRequestState[];
  readonly paths?: readonly StoredPaths[];
  readonly statements?: readonly StoredStatement[];
  readonly heardComments?: readonly HeardComment[];
  readonly checks?: readonly StoredCheck[];
  /** What these show by now; which one is the newest of its pull request stays as it is, and its record too. */
  readonly withdrawnChecks?: readonly Pick<StoredCheck, "repositoryId" | "headSha" | "name" | "shown">[];
  readonly comments?: readonly StoredComment[];
  readonly changes?: readonly {
    readonly repositoryId: number;
    readonly change: AssessedChange;
    readonly catalogVersion: string;
  }[];
  readonly catalogs?: readonly StoredCatalog[];
  /** An empty text takes the decision back. */
  readonly decisions?: readonly StoredDecision[];
  readonly reportIssues?: readonly StoredReportIssue[];
  readonly backfills?: readonly StoredBackfill[];
  readonly linkedIssues?: readonly StoredLinkedIssue[];
  /** One that is there already for its rule and month stays. */
  readonly insights?: readonly StoredInsight[];
  readonly summaryWeeks?: readonly StoredSummaryWeek[];
  readonly summaryIssues?: readonly StoredSummaryIssue[];
  readonly summaryChannels?: readonly StoredSummaryChannel[];
  /** What a comment says now; nothing: it was taken back. */
  readonly seenComments?: readonly {
    readonly repositoryId: number;
    readonly commentId: number;
    readonly answers: readonly StoredSeenAnswer[];
  }[];
  /** As seenComments. */
  readonly creditComments?: readonly {
    readonly repositoryId: number;
    readonly number: number;
    readonly commentId: number;
    readonly statements: readonly StoredCreditStatement[];
  }[];
  readonly notes?: readonly StoredNotes[];
  /** Of two of one person the one said last stays. */
  readonly optOuts?: readonly StoredOptOut[];
  readonly installations?: readonly Installation[];
  readonly removedInstallationIds?: readonly number[];
  /** Subjects to be looked at next (a push fans out to open pull requests). */
  readonly bumps?: readonly Bump[];
  readonly deliveryLogPlace?: DeliveryLogPlace;
}

export interface Bump {
  readonly subject: Subject;
  readonly priority: Priority;
  readonly notBeforeMs?: number;
}

/** Changed paths of one head of a pull request against its base, read once. */
export interface StoredPaths {
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly paths: readonly string[];
  readonly truncated: boolean;
}

/** Something that a person said beside description and labels, accepted or refused once and for all. */
export interface StoredStatement {
  readonly repositoryId: number;
  readonly number: number;
  readonly source: "command" | "list" | "button";
  /** The comment's id; for a button the check run's id. One statement per (source, originId, line). */
  readonly originId: number;
  /** Index of the command in its comment; 0 otherwise. */
  readonly position: number;
  readonly text: string;
  readonly actorId: number;
  readonly saidAtMs: number;
  readonly accepted: boolean;
}

/** The state of a comment that was processed last: what comes late or twice must not count again. */
export interface HeardComment {
  readonly repositoryId: number;
  readonly number: number;
  readonly commentId: number;
  /** `deleted` stays: ids of comments are not used again. */
  readonly action: "created" | "edited" | "deleted";
  readonly updatedAtMs: number;
  /** Of the text as it was told: two states can share a second. */
  readonly bodyHash: string;
  /**
   * The one it carries; absent until it was answered. `outranked`: a confused one, until nothing outranks its command
   * any more. `shared`: a thumbs-up for several commands, which stays where one of them is outranked.
   */
  readonly reaction?: "+1" | "confused" | "outranked" | "shared";
}

/** What we last showed on a head, or were about to (`checkRunId` absent: find before creating). */
export interface StoredCheck {
  readonly repositoryId: number;
  readonly headSha: string;
  readonly name: string;
  readonly number: number;
  readonly checkRunId?: number;
  /** Fingerprint of what is shown, or SHOWN_TO_FEW; differs: write. */
  readonly shown: string;
  readonly record?: CheckRecord;
}

/** Our sticky comment on a pull request (`commentId` absent: find by marker and app before creating). */
export interface StoredComment {
  readonly repositoryId: number;
  readonly number: number;
  readonly kind: "checklist" | "insight";
  readonly commentId?: number;
  readonly shown: string;
  /** Who could read the repository when it was written; absent: not known. */
  readonly audience?: RepositoryVisibility;
}

export interface DeadWork {
  readonly key: string;
  readonly state: "dead" | "quarantined";
  readonly why: string;
  readonly sinceMs: number;
}

export interface StoreFigures {
  readonly oldestUndoneReceivedAtMs: number | undefined;
  readonly undoneDeliveries: number;
  readonly waitingSubjects: number;
  readonly deadSubjects: number;
  readonly quarantinedSubjects: number;
  /** Since when what GitHub could not deliver may be unread in its log; absent: the log was never looked at. */
  readonly deliveryLogReadAtMs?: number;
}

/**
 * Everything the service keeps, on SQLite or PostgreSQL. Methods with a claim answer `refused` and write nothing
 * when a newer fence exists. Failing means throwing: intake answers 503 then. Times are epoch milliseconds.
 */
export interface ServiceStore
  extends RequestGate,
    ReportStore,
    BackfillStore,
    InsightStore,
    SummaryStore,
    CreditStore {
  /** One transaction: insert each delivery unless its id is known, and bump the work row of its subject. */
  recordDeliveries(deliveries: readonly Delivery[]): Promise<readonly ("new" | "duplicate")[]>;
  bump(bumps: readonly Bump[]): Promise<void>;
  /** Those that the inbox does not have. */
  listUnknownDeliveries(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Undefined: GitHub's log of deliveries was never looked at. */
  findDeliveryLogPlace(): Promise<DeliveryLogPlace | undefined>;

  /** Highest priority first, then longest waiting; never a subject whose installation is held or whose time has not come. */
  claimWork(request: {
    readonly owner: string;
    readonly limit: number;
    readonly leaseMs: number;
    /** Only these subjects; all unless told. */
    readonly keys?: readonly string[];
  }): Promise<readonly WorkClaim[]>;
  /** Keys of the claims still held. */
  renewLeases(claims: readonly WorkClaim[], leaseMs: number): Promise<ReadonlySet<string>>;
  settle(claim: WorkClaim, settlement: Settlement, writes: StoreWrites): Promise<"settled" | "refused">;
  /** A write in the middle of the work: an intent before a request, an id after it. */
  save(claim: WorkClaim, writes: StoreWrites): Promise<"saved" | "refused">;
  /** Gives claims back untouched, on a graceful stop. */
  releaseClaims(claims: readonly WorkClaim[]): Promise<void>;
  /** Epoch milliseconds of the next row that will be due, if any. */
  findNextDueMs(): Promise<number | undefined>;
  listDeadWork(limit: number): Promise<readonly DeadWork[]>;
  retryDeadWork(keys: readonly string[]): Promise<number>;

  findRepository(repositoryId: number): Promise<Repository | undefined>;
  /** As last looked at; undefined where it never was, or was removed. */
  findInstallation(installationId: number): Promise<Installation | undefined>;
  listRepositories(installationId: number): Promise<readonly Repository[]>;
  /** Ids of repositories whose catalog was read from one of the sources (`owner/name`) through `_extends`. */
  listExtending(sources: readonly string[]): Promise<readonly number[]>;
  findPullRequest(repositoryId: number, number: number): Promise<PullRequestState | undefined>;
  listOpenPullRequests(repositoryId: number): Promise<readonly PullRequestState[]>;
  listPullRequestsByHead(repositoryId: number, headSha: string): Promise<readonly PullRequestState[]>;
  findPaths(repositoryId: number, number: number, headSha: string): Promise<StoredPaths | undefined>;
  listStatements(repositoryId: number, number: number): Promise<readonly StoredStatement[]>;
  findHeardComment(
    repositoryId: number,
    number: number,
    commentId: number,
  ): Promise<HeardComment | undefined>;
  findCheck(repositoryId: number, headSha: string, name: string): Promise<StoredCheck | undefined>;
  /** The newest check of a pull request on any head: carries the button to the next head. */
  findLastCheck(repositoryId: number, number: number, name: string): Promise<StoredCheck | undefined>;
  /** Those that stand on GitHub, on any head, as they were written before everybody could read the repository. */
  listChecksForFew(
    repositoryId: number,
    number: number,
  ): Promise<readonly (StoredCheck & { readonly checkRunId: number })[]>;
  /** Pull requests that have checks, or one of those for few. */
  listCheckedNumbers(repositoryId: number, which: "all" | "for few"): Promise<readonly number[]>;
  /** Whether a pull request of the repository ever had our check `throughline`. */
  hasChecks(repositoryId: number): Promise<boolean>;
  findComment(
    repositoryId: number,
    number: number,
    kind: StoredComment["kind"],
  ): Promise<StoredComment | undefined>;
  /** Those that stand on GitHub and were not written for everybody, or by a version that did not note it. */
  listCommentsForFew(repositoryId: number): Promise<readonly StoredComment[]>;
  findChange(repositoryId: number, number: number): Promise<AssessedChange | undefined>;
  /** Landed changes by time, oldest first, at most `limit`: for suggestions. */
  listRecentChanges(repositoryId: number, limit: number): Promise<readonly AssessedChange[]>;

  findReportIssue(repositoryId: number): Promise<StoredReportIssue | undefined>;
  /** Repositories whose report is due. */
  listDueReports(nowMs: number): Promise<readonly Subject[]>;
  /** All or none; a value of the same metric, day and source is replaced. Returns how many differ from what was known. */
  saveReadings(repositoryId: number, readings: readonly Reading[]): Promise<number>;
  /** Outside of any claim, for what was exported before; all or none. */
  saveChanges(changes: NonNullable<StoreWrites["changes"]>): Promise<void>;
  /** As saveChanges. */
  saveDecisions(decisions: readonly StoredDecision[]): Promise<void>;

  readFigures(): Promise<StoreFigures>;
  /** Deletes deliveries, statements and projections older than the retention; returns rows deleted. */
  deleteExpired(keepMs: number): Promise<number>;
  /** Removes a person's id everywhere (statements keep what was said); returns rows changed. */
  forgetUser(actorId: number): Promise<number>;
}
