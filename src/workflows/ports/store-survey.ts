import type { ReportStore } from "./report-store.ts";
import type { DeadWork, StoreFigures } from "./service-store.ts";
import type { StoredCatalog } from "./stored-catalog.ts";
import type { StoredSummaryChannel, StoredSummaryWeek } from "./summary-store.ts";

/** What a store comes to, read beside the service that writes to it. */
export interface StoreSurvey {
  readonly engine: "sqlite" | "postgres";
  /** The file, or the server without its password. */
  readonly name: string;
  readonly sizeBytes: number;
  /** What the disk of the embedded store has left; absent where the disk is a server's. */
  readonly freeBytes?: number;
  readonly migrations: {
    readonly applied: number;
    /** Of this version, and not applied yet. */
    readonly missing: readonly string[];
    /** Applied by a newer version. */
    readonly unknown: readonly string[];
  };
  /** Absent where migrations are missing: the rest can't be asked for. */
  readonly content?: StoreContent;
}

export interface StoreContent {
  readonly figures: StoreFigures;
  /** Newest first. */
  readonly deadWork: readonly DeadWork[];
  readonly lastDeliveryAtMs?: number;
  /** The oldest change that a report could count. */
  readonly oldestChangeAtMs?: number;
  readonly repositories: number;
  /** Newest first. */
  readonly heldSummaries: readonly HeldSummary[];
  /** Every catalog that could be read. */
  readonly catalogs: readonly Pick<StoredCatalog, "source" | "path" | "text">[];
}

/** A weekly summary, or what a channel is told of it, that something is in the way of. */
export interface HeldSummary {
  /** Login of the organisation. */
  readonly account: string;
  readonly week: string;
  /** Absent: the summary itself. */
  readonly channel?: string;
  readonly state: (StoredSummaryWeek | StoredSummaryChannel)["state"];
  readonly why?: string;
  readonly atMs: number;
}

/** The store, opened to be looked at. */
export interface SurveyedStore {
  readSurvey(): Promise<StoreSurvey>;
  /** For a catalog by the files that the service read last. */
  readonly report: Pick<ReportStore, "listCatalogs" | "findRepositoryByName">;
  /** Epoch milliseconds before which GitHub wants nothing asked for an installation; undefined: it never said so. */
  findHold(installationId: number): Promise<number | undefined>;
  close(): Promise<void>;
}
