import { renderBlindSpots } from "../sections/blind-spots.ts";
import { renderConcentrations } from "../sections/concentrations.ts";
import { renderCounts, renderIntent, renderPageSentence } from "../sections/intent.ts";
import { renderLoops } from "../sections/loops.ts";
import { renderMap } from "../sections/map.ts";
import { renderQuestions } from "../sections/questions.ts";
import { renderReadings } from "../sections/readings.ts";
import { renderStability } from "../sections/stability.ts";
import { renderMetricTable, renderNotSaid, renderWork } from "../sections/work.ts";
import { countChanges, type ReportPage } from "./report-page.ts";

const SECTIONS: readonly ((page: ReportPage) => readonly string[])[] = [
  renderIntent,
  renderQuestions,
  renderMap,
  renderWork,
  renderBlindSpots,
  renderConcentrations,
  renderLoops,
  renderStability,
  renderReadings,
];

/** All blocks of the report in their order, for any form; none is empty. */
export function listSections(page: ReportPage): readonly string[] {
  const body =
    page.report.stage === "full" ? SECTIONS.flatMap((render) => render(page)) : renderFirstAnswers(page);
  return [...renderDecisions(page), ...body].filter((block) => block !== "");
}

/** What a reader has to know to take the numbers for no more than they are. */
export const CLOSING =
  "Everything here is what people said their changes are for. A claim is not an effect: nothing on this page says that a change moved a number. " +
  "Answered means: with a metric, with none, or with unsure. Exempt changes (by author, label or paths) are asked nothing and stand in no share; the others are eligible. " +
  "A change moves a metric, protects it from getting worse, or enables later work on it. Declared: a person named the metric. Accepted: a person said yes to a suggestion. Inherited: taken over from the change or issue it belongs to. " +
  "Lists of changes stop at 20, newest first; the JSON form has them all.";

/** What was decided on earlier questions opens the report, so that nobody asks again what is answered. */
function renderDecisions(page: ReportPage): readonly string[] {
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

/** The report of the first weeks: with so few answers every judgement would be chance. */
function renderFirstAnswers(page: ReportPage): readonly string[] {
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
