import { listLeading } from "../../report/claims.ts";
import { countChanges } from "../../report/pages/report-page.ts";
import { renderHeadlineSentence } from "../headline.ts";
import { type SummaryPage, showDays } from "../pages/summary-page.ts";
import type { Summary, SummaryMetric } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";

/** The organisation's focus against what was claimed. It counts in every week of which a day is before its end. */
export function buildIntent(context: SummaryContext, metrics: readonly SummaryMetric[]): Summary["intent"] {
  const focus = context.frame.catalog.metrics.flatMap(({ key, focus: aim }) => {
    const row = metrics.find((each) => each.metric === key);
    if (aim === undefined || row === undefined || aim.until <= context.window.since) return [];
    const { metric, name, claims } = row;
    return [{ metric, name, until: aim.until, why: aim.why, through: countThrough(context, key), claims }];
  });
  const { metrics: known } = context.frame.catalog;
  const isToldAll = known.every(({ key }) => context.readers.metrics.has(key));
  return { focus, most: findMost(metrics), told: isToldAll ? "all" : "part" };
}

/** Changes that claim a metric which leads to this one, and not this one itself. */
function countThrough({ frame, records, readers }: SummaryContext, key: string): number {
  const shown = frame.catalog.metrics.filter((metric) => readers.metrics.has(metric.key));
  const leading = listLeading(shown, key);
  return records.filter(({ source, claims }) => {
    const keys = claims
      .filter(({ claimed }) => readers.isClaimShown(source, claimed))
      .map(({ claimed }) => claimed.key);
    return !keys.includes(key) && keys.some((each) => leading.has(each));
  }).length;
}

function findMost(metrics: readonly SummaryMetric[]): Summary["intent"]["most"] {
  const changes = metrics[0]?.claims.changes ?? 0;
  if (changes === 0) return null;
  return {
    metrics: metrics.filter(({ claims }) => claims.changes === changes).map(({ metric }) => metric),
    changes,
  };
}

/** Of a catalog with fifty focuses the sentence would be the page. */
const MOST_FOCUSES = 3;

/** The answer, then what days it is about. */
export function renderOpening(page: SummaryPage): readonly string[] {
  const { summary } = page;
  // Of a week in which nothing landed there is nothing to hold against the aim.
  const reasons = summary.coverage.changes > 0 && page.detail.metrics > 2 ? 1 : 0;
  return [
    page.paragraph(renderSentence(page)),
    ...summary.intent.focus.slice(0, reasons).map((focus) => renderReason(page, focus)),
    page.paragraph(
      `Week of ${showDays(summary.window)} (${page.text(summary.window.timezone)}). “Claims” is what people said that a change is for; nothing here is measured.`,
    ),
  ];
}

function renderSentence(page: SummaryPage): string {
  const { summary, detail } = page;
  if (detail.name === 0 || summary.intent.focus.length > MOST_FOCUSES) {
    const { answered, asked } = summary.coverage;
    return `${answered} of ${countChanges(asked)} that were asked what they are for are answered.`;
  }
  return renderHeadlineSentence(summary, (name) => page.strong(page.name(name)));
}

/**
 * `Why Net revenue retention is the focus until 2027-03-31: renewals slipped. 3 further changes claim a metric that
 * leads to it.` It is named, for a sentence of few answers names none.
 */
function renderReason(
  page: SummaryPage,
  { name, why, until, through, claims }: Summary["intent"]["focus"][number],
): string {
  const reason = page.words(why).replace(/[.\s]+$/u, "");
  const further = claims.changes > 0 ? " further" : "";
  const leading =
    through === 0
      ? `No${further} change claims`
      : through === 1
        ? `1${further} change claims`
        : `${through}${further} changes claim`;
  return page.paragraph(
    `Why ${page.strong(page.name(name))} is the focus until ${until}: ${reason}. ${leading} a metric that leads to it.`,
  );
}
