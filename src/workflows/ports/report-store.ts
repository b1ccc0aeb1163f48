import type { AssessedChange } from "../../model/change.ts";
import type { Decision, Reading } from "../../model/reading.ts";
import type { Repository } from "../../model/repository.ts";
import type { ChangePage, CreditReading } from "./credit-store.ts";
import type { StoredCatalog } from "./stored-catalog.ts";
import type { SummaryReading } from "./summary-store.ts";

export interface LandedSpan {
  readonly oldestMs: number;
  readonly newestMs: number;
  /** When the first change landed that was asked before; absent: none was. */
  readonly firstAskedMs?: number;
}

/** What a report is read from. Nothing here writes, so that it can be opened beside the service that does. */
export interface ReportStore extends SummaryReading, CreditReading {
  /** Those that still exist, by owner and name in lower case. */
  listKnownRepositories(): Promise<readonly Repository[]>;
  /** Any case; of a name that was reused the one that still exists. */
  findRepositoryByName(owner: string, name: string): Promise<Repository | undefined>;
  listCatalogs(repositoryId: number): Promise<readonly StoredCatalog[]>;
  /** Undefined where nothing landed. */
  findLandedSpan(repositoryId: number): Promise<LandedSpan | undefined>;
  /** Oldest first, by time and then id. Ask for small pages: a window may hold a million changes. */
  listChanges(repositoryId: number, page: ChangePage): Promise<readonly AssessedChange[]>;
  /** Numbers of merged pull requests that have a label, any case, as GitHub last showed them. */
  listLabelledNumbers(repositoryId: number, label: string): Promise<ReadonlySet<number>>;
  /** Numbers of merged pull requests of a milestone, its title in any case, as GitHub last showed them. */
  listMilestoneNumbers(repositoryId: number, title: string): Promise<ReadonlySet<number>>;
  /** By metric, day and source. */
  listReadings(repositoryId: number): Promise<readonly Reading[]>;
  /** Oldest first. */
  listDecisions(repositoryId: number): Promise<readonly StoredDecision[]>;
  close(): Promise<void>;
}

/** One comment `/decided` on the report issue. */
export interface StoredDecision extends Omit<Decision, "decidedOn"> {
  readonly repositoryId: number;
  readonly commentId: number;
  readonly saidAtMs: number;
}

/** The issue that a repository's report stands in, or is about to (`number` absent: find before creating). */
export interface StoredReportIssue {
  readonly repositoryId: number;
  readonly number?: number;
  /** Fingerprints of what is shown: the issue itself, then the comments that go on with it. */
  readonly parts: readonly { readonly commentId?: number; readonly shown: string }[];
  /** The questions as last shown, in their order. */
  readonly questions: readonly Pick<Decision, "question" | "metrics" | "areas">[];
  /** When the report is due again; absent: it is switched off. */
  readonly nextAtMs?: number;
  /** What the readers that it was last written for must not see, as `toReaders` says; absent: not known. */
  readonly readers?: string;
}
