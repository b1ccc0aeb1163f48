import { renderCounts, renderPageSentence } from "./render-intent.ts";
import { renderMetricTable, renderNotSaid } from "./render-work.ts";
import { countChanges, type ReportPage } from "./report-page.ts";

/** The report of the first weeks: with so few answers every judgement would be chance. */
export function renderFirstAnswers(page: ReportPage): readonly string[] {
  const { report } = page;
  const { thresholds, coverage } = report;
  const missing = thresholds.fewAnswers - coverage.answered;
  return [
    page.heading("Said so far"),
    renderPageSentence(page),
    page.paragraph(renderCounts(page)),
    ...renderMetricTable(page),
    page.evidence(report.metrics.map((metric) => ({ label: page.metric(metric.metric), ids: metric.ids }))),
    page.heading("Not said"),
    page.paragraph(renderNotSaid(page)),
    page.evidence([{ label: "say nothing", ids: report.notSaid.ids }]),
    page.heading("What will appear"),
    page.list([
      `From ${thresholds.fewAnswers} answered changes on (${missing} more): intent against actual, questions, the system map, blind spots, concentrations, leverage and stability.`,
      `From ${thresholds.fewChanges} changes on: shares. Below that a share is "not enough data".`,
      `From ${thresholds.blindSpotAsked} asked changes in an area on: whether it is a blind spot.`,
      `From a full window before this one on: comparisons. This one has ${countChanges(report.changes)}.`,
    ]),
  ];
}
