import { renderHtmlPage } from "../report/html/render-html-page.ts";
import { listSections } from "./pages/list-sections.ts";
import { PAGE_DETAILS } from "./pages/page-detail.ts";
import { renderOpening } from "./pages/render-opening.ts";
import { renderOrigin } from "./pages/render-origin.ts";
import { createSummaryHtmlForm } from "./pages/summary-form.ts";
import { createSummaryPage, type SummaryForm } from "./pages/summary-page.ts";
import type { Fold } from "./pages/summary-section.ts";
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
