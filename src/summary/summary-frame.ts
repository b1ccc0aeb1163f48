import type { Catalog, Metric } from "../model/catalog.ts";
import type { OptedOut } from "../model/credit.ts";
import type { Reading } from "../model/reading.ts";
import type { RepositoryVisibility } from "../model/repository.ts";

/** What a summary is about, whoever reads it. */
export interface SummaryFrame {
  readonly organisation: string;
  /** `2026-W47`: from Monday 00:00 to Monday 00:00 on the clock of `timezone`. */
  readonly week: string;
  /** IANA name. */
  readonly timezone: string;
  readonly source: "git" | "store";
  /** The organisation's: its metrics, focus, partners, `report.thresholds`, `summary.sources` and `summary.firsts`. */
  readonly catalog: Catalog;
  /** Answers to earlier briefs that were given in this week, oldest first. */
  readonly seen: readonly SeenAnswer[];
  /** Of the place where those were given: their words are shown to nobody else. Absent: private. */
  readonly seenVisibility?: RepositoryVisibility;
  readonly optedOut: OptedOut;
  /**
   * Visibility of a repository by its name in lower case, for ideas that came from one in which nothing landed.
   * Undefined: not known, and so not named.
   */
  readonly findVisibility?: (name: string) => RepositoryVisibility | undefined;
}

/** One `/seen` line. Who said it is not asked. */
export interface SeenAnswer {
  readonly repositoryId: number;
  readonly number: number;
  readonly verdict: "yes" | "no" | "unclear";
  readonly words: string;
}

/** Where a change landed. Of one repository always the same. */
export interface SummaryRepository {
  readonly id: number;
  /** `owner/name`, or the name of a clone's folder. */
  readonly name: string;
  readonly visibility: RepositoryVisibility;
  /** Of its effective catalog; empty where that is absent or broken. Not kept but for what is claimed. */
  readonly metrics: readonly Metric[];
  /** Names of its areas by key. */
  readonly areas?: ReadonlyMap<string, string>;
  /** Of its metrics, those of the week and the ones before; not required to be sorted. */
  readonly readings?: readonly Reading[];
  /** Web address under which its pull requests are read without a trace on them; absent: named and not linked. */
  readonly address?: string;
}

/** Who reads it. */
export interface SummaryView {
  /** Of the place where it stands: a source that fewer people can read is counted and not named. */
  readonly audience: RepositoryVisibility;
  /** Only this partner's brief, any case. */
  readonly partner?: string;
}
