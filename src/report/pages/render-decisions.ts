import type { ReportPage } from "./report-page.ts";

/** What was decided on earlier questions opens the report, so that nobody asks again what is answered. */
export function renderDecisions(page: ReportPage): readonly string[] {
  const { decisions, hidden } = page.report;
  if (decisions.length + hidden.decisions === 0) return [];
  const list = page.list(
    decisions.map(
      ({ question, text, decidedOn }) =>
        `${page.strong(page.text(question))} ${page.text(text)} (${decidedOn})`,
    ),
  );
  const unsaid = `Not shown: ${hidden.decisions} on metrics that are not public, or from before this report was public.`;
  return [
    page.heading("Decided"),
    ...(decisions.length > 0 ? [list] : []),
    ...(hidden.decisions > 0 ? [page.paragraph(unsaid)] : []),
  ];
}
