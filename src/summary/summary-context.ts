import type { LandedRecord, Source } from "./landed-record.ts";
import type { Readers } from "./readers.ts";
import type { BackedCount } from "./summary.ts";
import type { SummaryFrame, SummaryView } from "./summary-frame.ts";
import type { MetricTally } from "./tally-metrics.ts";

/** What every section is built from. */
export interface SummaryContext {
  readonly frame: SummaryFrame;
  readonly view: SummaryView;
  readonly window: { readonly since: string; readonly until: string };
  readonly readers: Readers;
  /** All, by name. */
  readonly sources: readonly Source[];
  /** Of the week, newest first. */
  readonly records: readonly LandedRecord[];
  /** Of the weeks before, newest first: what a `/seen` is about. */
  readonly seen: readonly LandedRecord[];
  /** For each metric that may be named, claimed or not. */
  readonly tallies: ReadonlyMap<string, MetricTally>;
  /** @param records Newest first. */
  readonly back: (records: readonly LandedRecord[]) => BackedCount;
  readonly isNamed: (record: LandedRecord) => boolean;
}
