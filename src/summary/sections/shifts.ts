import { compareText } from "../compare-text.ts";
import { WEEKS_BEFORE } from "../create-record-book.ts";
import type { Source } from "../landed-record.ts";
import type { SummaryPage, SummarySection } from "../pages/summary-page.ts";
import type { Summary, SummaryMetric } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";

/** One quiet week of four leaves the median where it was; two may turn it over. */
export const FEWEST_WEEKS = 3;
const MOST_SHIFTS = 3;

/** What is claimed more or less than in the median of the four weeks before. */
export function buildShifts(
  { sources, frame }: SummaryContext,
  metrics: readonly SummaryMetric[],
): Summary["shifts"] {
  const weeksAsked = addWeeks(sources, "askedBefore").filter((asked) => asked > 0).length;
  const fewChanges = frame.catalog.report.thresholds.fewChanges;
  const list = metrics
    .map(({ metric, name, claims, before }) => ({
      metric,
      name,
      changes: claims.changes,
      median: findMedian(before),
    }))
    .filter(({ changes, median }) => changes !== median && Math.max(changes, median) >= fewChanges)
    .sort(
      (one, other) =>
        Math.abs(other.changes - other.median) - Math.abs(one.changes - one.median) ||
        compareText(one.metric, other.metric),
    );
  return {
    weeksAsked,
    answeredBefore: findMedian(addWeeks(sources, "answeredBefore")),
    list: weeksAsked < FEWEST_WEEKS ? [] : list.slice(0, MOST_SHIFTS),
  };
}

function addWeeks(sources: readonly Source[], counts: "askedBefore" | "answeredBefore"): readonly number[] {
  return Array.from({ length: WEEKS_BEFORE }, (_, week) =>
    sources.reduce((sum, source) => sum + (source[counts][week] ?? 0), 0),
  );
}

/** Of an even count the mean of the two in the middle. */
function findMedian(counts: readonly number[]): number {
  const sorted = counts.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

export function renderShifts(page: SummaryPage): SummarySection {
  return { heading: "What shifted", shown: [renderList(page)], folds: [] };
}

function renderList(page: SummaryPage): string {
  const { shifts, thresholds, coverage } = page.summary;
  if (shifts.weeksAsked < FEWEST_WEEKS) {
    return page.paragraph(
      `Not enough data: something was asked in ${shifts.weeksAsked} of the four weeks before, and ${FEWEST_WEEKS} are needed.`,
    );
  }
  const answered = `All answered changes: ${coverage.answered}, against a median of ${shifts.answeredBefore}`;
  if (shifts.list.length === 0 || page.detail.name === 0) {
    return page.paragraph(
      `No metric with at least ${thresholds.fewChanges} claims differs from its median of the four weeks before. ${answered}.`,
    );
  }
  const items = shifts.list.map(
    ({ name, changes, median }) =>
      `${page.strong(page.name(name))}: ${changes} ${changes === 1 ? "claim" : "claims"}, against a median of ${median} in the four weeks before`,
  );
  return page.list([...items, answered]);
}
