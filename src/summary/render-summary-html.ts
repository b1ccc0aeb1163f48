import { renderHtmlPage } from "../report/html/html-page.ts";
import { listSections } from "./pages/list-sections.ts";
import { createSummaryHtmlForm } from "./pages/summary-form.ts";
import type { Fold } from "./pages/summary-page.ts";
import { createSummaryPage, PAGE_DETAILS, type SummaryForm } from "./pages/summary-page.ts";
import { renderOrigin } from "./sections/coverage.ts";
import { renderOpening } from "./sections/opening.ts";
import type { Summary } from "./summary.ts";

/** The summary as one page that needs nothing else, with what can be opened below each section. */
export function renderSummaryHtml(summary: Summary): string {
  const form = createSummaryHtmlForm(summary);
  const [detail] = PAGE_DETAILS;
  if (detail === undefined) throw new Error("PAGE_DETAILS is empty.");
  const page = createSummaryPage(summary, form, detail);
  const sections = listSections(page).flatMap(({ heading, shown, folds }) => [
    form.heading(heading),
    ...shown,
    ...folds.map((fold) => renderFold(form, fold)),
  ]);
  return renderHtmlPage({
    title: `Weekly summary: ${summary.organisation}, ${summary.week}`,
    heading: `Weekly summary: ${form.text(summary.organisation)}, ${summary.week}`,
    blocks: [form.heading("In short"), ...renderOpening(page), ...sections],
    footer: renderFold(form, renderOrigin(summary)),
  });
}

function renderFold(form: SummaryForm, { title, blocks }: Fold): string {
  return form.fold(
    title,
    blocks.map((block) => (block.kind === "words" ? form.paragraph(block.words) : form.list(block.items))),
  );
}
