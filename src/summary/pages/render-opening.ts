import { countChanges } from "../../report/pages/report-page.ts";
import { renderHeadlineSentence } from "../render-headline-sentence.ts";
import type { Summary } from "../summary.ts";
import { showDays } from "./show-days.ts";
import type { SummaryPage } from "./summary-page.ts";

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
