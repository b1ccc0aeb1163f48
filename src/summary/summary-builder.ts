import type { AssessedChange } from "../model/change.ts";
import type { ChangeNotes } from "../model/credit.ts";
import { createDayFinder, parseIsoWeek, toMondayMs } from "../time/iso-week.ts";
import { compareText } from "./compare-text.ts";
import { createRecordBook } from "./create-record-book.ts";
import { renderHeadlineSentence } from "./headline.ts";
import type { LandedRecord } from "./landed-record.ts";
import { createReaders } from "./readers.ts";
import { buildPartners } from "./sections/build-partners.ts";
import { buildHidden, buildMetrics } from "./sections/claims.ts";
import { buildCoverage, buildRepositories, buildUnnamed } from "./sections/coverage.ts";
import { buildIntent } from "./sections/opening.ts";
import { buildReadings } from "./sections/readings.ts";
import { buildSharing } from "./sections/sharing.ts";
import { buildShifts } from "./sections/shifts.ts";
import type { Summary } from "./summary.ts";
import type { SummaryContext } from "./summary-context.ts";
import type { SummaryFrame, SummaryRepository, SummaryView } from "./summary-frame.ts";
import { tallyMetrics } from "./tally-metrics.ts";

export interface SummaryBuilder {
  /**
   * A change of the week or of the four weeks before; others are left out. Each once, in any order. Notes are used of
   * the week's changes only.
   */
  add(repository: SummaryRepository, change: AssessedChange, notes?: ChangeNotes): void;
  /** May be called for more than one view, and again after more was added. */
  finish(view: SummaryView): Summary;
}

/**
 * The summary of a week, for any readers. Of a change of the week about half a kilobyte is kept, of those before it a
 * count: 20,000 changes a week in 5,000 repositories take some tens of megabytes. Throws where the frame's week is none.
 */
export function createSummaryBuilder(frame: SummaryFrame): SummaryBuilder {
  const book = createRecordBook(frame);
  return {
    add: book.add,
    finish: (view) => {
      const sources = [...book.sources.values()].sort(
        (one, other) => compareText(one.name, other.name) || one.id - other.id,
      );
      const readers = createReaders(frame, view, sources);
      const records = book.records.toSorted(compareNewestFirst);
      const context: SummaryContext = {
        frame,
        view,
        window: toWindow(frame.week),
        readers,
        sources,
        records,
        seen: book.seen.toSorted(compareNewestFirst),
        tallies: tallyMetrics(readers, sources, records),
        isNamed: ({ source }) => readers.isNamed(source),
        back: (behind) => {
          const ids = behind.filter(({ source }) => readers.isNamed(source)).map(({ id }) => id);
          return { changes: behind.length, ids, unnamed: behind.length - ids.length };
        },
      };
      return buildSummary(context);
    },
  };
}

function compareNewestFirst(one: LandedRecord, other: LandedRecord): number {
  return (
    other.landedAtMs - one.landedAtMs ||
    compareText(one.source.name, other.source.name) ||
    (other.number ?? 0) - (one.number ?? 0) ||
    compareText(one.id, other.id) ||
    one.source.id - other.source.id
  );
}

/** The Monday of the week and the next one, on the clock of its zone. */
function toWindow(week: string): SummaryContext["window"] {
  const index = parseIsoWeek(week) ?? 0;
  const [since = "", until = ""] = [index, index + 1].map((each) =>
    new Date(toMondayMs(each)).toISOString().slice(0, 10),
  );
  return { since, until };
}

function buildSummary(context: SummaryContext): Summary {
  const { frame, view, window } = context;
  const metrics = buildMetrics(context);
  const findDay = createDayFinder(parseIsoWeek(frame.week) ?? 0, frame.timezone);
  const summary = {
    version: 1 as const,
    organisation: frame.organisation,
    week: frame.week,
    window: { ...window, timezone: frame.timezone },
    source: frame.source,
    audience: view.audience,
    // A page of clones is no post: who pastes it somewhere did not ask to call anybody.
    mentions: frame.catalog.summary.mentions && frame.source === "store" ? ("on" as const) : ("off" as const),
    thresholds: { fewChanges: frame.catalog.report.thresholds.fewChanges },
    intent: buildIntent(context, metrics),
    shifts: buildShifts(context, metrics),
    metrics,
    hidden: buildHidden(context),
    partners: buildPartners(context, metrics),
    sharing: buildSharing(context),
    readings: buildReadings(context),
    coverage: buildCoverage(context),
    unnamed: buildUnnamed(context),
    repositories: buildRepositories(context),
    changes: context.records.filter(context.isNamed).map(({ id, title, landedAtMs }) => ({
      id,
      title,
      landedOn: findDay(landedAtMs),
    })),
  };
  return { ...summary, headline: renderHeadlineSentence(summary, (name) => name) };
}
