import { showHidden } from "../text/show-hidden.ts";
import type { Explanation } from "./build-explanation.ts";

const MOST_OUTCOMES = 14;
const MOST_ROUTES = 2;

/** At most 20 lines of plain prose for a terminal, one per outcome, each ended by a line end. */
export function renderExplanation(explanation: Explanation): string {
  const { coverage, window, outcomes, metric } = explanation;
  const shown = outcomes.slice(0, MOST_OUTCOMES);
  const folded = outcomes.length - shown.length;
  const lines = [
    `${explanation.repository}, ${window.since} until ${window.until} (not included): ${coverage.answered} of ${coverage.asked} asked changes are answered.`,
    ...(metric === undefined || outcomes.some((outcome) => outcome.metric === metric.metric)
      ? []
      : [`${metric.name}: ${metric.changes} of ${coverage.answered} answered changes claim it.`]),
    ...shown.map((outcome) => renderOutcome(outcome, explanation)),
    ...(folded > 0 ? [renderFolded(explanation, folded)] : []),
    ...(outcomes.length === 0 ? [renderWithoutOutcome(explanation)] : []),
    ...(explanation.none + explanation.unsure > 0
      ? [`No metric: ${explanation.none}. Not sure: ${explanation.unsure}.`]
      : []),
    `Not said: ${explanation.notSaid.changes}.`,
  ];
  return lines.map((line) => `${showHidden(line).replace(/\s+/gu, " ")}\n`).join("");
}

/** `Deal velocity: 0 of 41 answered changes claim it.` */
function renderOutcome(outcome: Explanation["outcomes"][number], explanation: Explanation): string {
  const { metric, coverage } = explanation;
  const lead = metric === undefined || metric.metric === outcome.metric ? "" : "It leads to ";
  const claims = `${lead}${outcome.name}: ${outcome.changes} of ${coverage.answered} answered changes claim it`;
  if (outcome.through.length === 0) {
    return `${claims}.`;
  }
  const routes = outcome.through.slice(0, MOST_ROUTES).map((route) => `${route.name} ${route.changes}`);
  const rest = outcome.through.length - routes.length;
  const more = rest > 0 ? ` and ${rest} more` : "";
  return `${claims}: ${outcome.direct} directly, ${outcome.changes - outcome.direct} through what leads to it (${routes.join(", ")}${more}).`;
}

function renderFolded(explanation: Explanation, folded: number): string {
  const rest = explanation.outcomes.slice(MOST_OUTCOMES);
  const changes = new Set(rest.flatMap((outcome) => outcome.ids)).size;
  return `${folded} more outcomes: ${changes} of ${explanation.coverage.answered} answered changes claim one of them.`;
}

function renderWithoutOutcome(explanation: Explanation): string {
  return explanation.metric === undefined
    ? "The catalog has no outcome: no customer or revenue metric at which the links end."
    : "It leads to no outcome.";
}
