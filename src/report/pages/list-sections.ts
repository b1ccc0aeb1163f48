import { renderBlindSpots } from "./render-blind-spots.ts";
import { renderConcentrations } from "./render-concentrations.ts";
import { renderDecisions } from "./render-decisions.ts";
import { renderFirstAnswers } from "./render-first-answers.ts";
import { renderIntent } from "./render-intent.ts";
import { renderLoops } from "./render-loops.ts";
import { renderMap } from "./render-map.ts";
import { renderQuestions } from "./render-questions.ts";
import { renderReadings } from "./render-readings.ts";
import { renderStability } from "./render-stability.ts";
import { renderWork } from "./render-work.ts";
import type { ReportPage } from "./report-page.ts";

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
