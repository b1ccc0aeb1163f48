import type { Repository, RepositoryVisibility } from "../../model/repository.ts";
import type { Installation } from "../../model/webhook.ts";

/** A week of an organisation, by its account's id. What has no row was not told of yet. */
export interface StoredSummaryWeek {
  readonly organisationId: number;
  /** `2026-W47` */
  readonly week: string;
  /**
   * `waiting`: something is in the way (`why`), tried again at `nextAtMs`. `posting`: about to be written to GitHub, so
   * it is looked for there before it is written again. `posted` and `empty` are for good.
   */
  readonly state: "waiting" | "posting" | "posted" | "empty";
  /** Where it stands, or is to stand. */
  readonly repositoryId?: number;
  readonly number?: number;
  /** Absent where it stands in the issue itself. */
  readonly commentId?: number;
  /** The changes that its partner briefs name: only about those is anything to be said. */
  readonly briefs: readonly { readonly repositoryId: number; readonly number: number }[];
  /** For whom it was written: where more people can read it, it is withdrawn. */
  readonly audience?: RepositoryVisibility;
  readonly why?: string;
  readonly nextAtMs?: number;
  /** Of this state. */
  readonly atMs: number;
}

/** The issue that an organisation's summaries stand in (`number` absent: find before creating). */
export interface StoredSummaryIssue {
  readonly organisationId: number;
  readonly repositoryId: number;
  readonly number?: number;
}

/** A channel that is to be told of a week, once. */
export interface StoredSummaryChannel {
  readonly organisationId: number;
  readonly week: string;
  /** As in the catalog. */
  readonly name: string;
  /** `telling`: sent, and what came of it is not known: it is not sent again, for it may have arrived. */
  readonly state: "waiting" | "telling" | "told" | "failed";
  readonly attempts: number;
  readonly why?: string;
  readonly nextAtMs?: number;
  readonly atMs: number;
}

/** One line `/seen` in a summary issue. Who said it is not kept. */
export interface StoredSeenAnswer {
  /** Of the issue. */
  readonly repositoryId: number;
  readonly commentId: number;
  /** Index of the line in its comment. */
  readonly position: number;
  readonly about: { readonly repositoryId: number; readonly number: number };
  readonly verdict: "yes" | "no" | "unclear";
  readonly words: string;
  readonly saidAtMs: number;
}

/** What a summary is built from beside changes and catalogs. Nothing here writes. */
export interface SummaryReading {
  /** Of an account, those that still exist; by id. */
  listOwnedRepositories(ownerId: number): Promise<readonly Repository[]>;
  findSummaryWeek(organisationId: number, week: string): Promise<StoredSummaryWeek | undefined>;
  /** Newest week first, at most `limit`. */
  listSummaryWeeks(organisationId: number, limit: number): Promise<readonly StoredSummaryWeek[]>;
  /** In an issue of one repository, said within a span; oldest first. */
  listSeenAnswers(
    repositoryId: number,
    span: { readonly sinceMs: number; readonly untilMs: number },
  ): Promise<readonly StoredSeenAnswer[]>;
}

/** What the service remembers of summaries. Its writes are StoreWrites, under the claim of their subject. */
export interface SummaryStore {
  /** Neither removed nor suspended; by id. */
  listInstallations(): Promise<readonly Installation[]>;
  /** Whether repositories or changes of the installation are still to be read for the first time. */
  isLearning(installationId: number): Promise<boolean>;
  findSummaryIssue(organisationId: number, repositoryId: number): Promise<StoredSummaryIssue | undefined>;
  listSummaryChannels(organisationId: number, week: string): Promise<readonly StoredSummaryChannel[]>;
  /** Weeks and channels that something is in the way of, newest first, for the operator. */
  listHeldSummaries(limit: number): Promise<readonly (StoredSummaryWeek | StoredSummaryChannel)[]>;
}
