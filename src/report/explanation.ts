import type { Metric } from "../model/catalog.ts";
import { showHidden } from "../text/show-code.ts";
import type { Report } from "./report.ts";

/** What the changes of a span are said to do for each outcome. Also the JSON of `throughline explain --json`. */
interface Explanation {
  readonly repository: string;
  readonly window: Report["window"];
  readonly coverage: { readonly eligible: number; readonly asked: number; readonly answered: number };
  /** The metric that was asked for. */
  readonly metric?: Report["metrics"][number];
  /** All outcomes, or those that the asked metric leads to, most claims first. */
  readonly outcomes: Report["outcomes"];
  readonly none: number;
  readonly unsure: number;
  readonly notSaid: { readonly changes: number; readonly ids: readonly string[] };
}

/** @param metric A live key of the report's catalog (resolve names and former keys first); throws on any other. */
export function buildExplanation(report: Report, metric?: string): Explanation {
  const asked = metric === undefined ? undefined : findMetric(report, metric);
  return {
    repository: report.repository,
    window: report.window,
    coverage: {
      eligible: report.coverage.eligible,
      asked: report.coverage.asked,
      answered: report.coverage.answered,
    },
    ...(asked === undefined ? {} : { metric: asked }),
    outcomes: asked === undefined ? report.outcomes : listOutcomesOf(report, asked.metric),
    none: report.coverage.none,
    unsure: report.coverage.unsure,
    notSaid: { changes: report.notSaid.changes, ids: report.notSaid.ids },
  };
}

function findMetric(report: Report, key: string): Report["metrics"][number] {
  const metric = report.metrics.find((candidate) => candidate.metric === key);
  if (metric === undefined) {
    throw new Error(`No metric ${JSON.stringify(key)} in this report: pass a key of its catalog.`);
  }
  return metric;
}

/** Outcomes to which `key` leads through `drives`, itself included where it is one. */
function listOutcomesOf(report: Report, key: string): Report["outcomes"] {
  const reached = new Set([key]);
  // A set gives back what is added while it is walked through, each once: a loop ends by itself.
  for (const metric of reached) {
    for (const drive of report.drives) {
      if (drive.from === metric) {
        reached.add(drive.to);
      }
    }
  }
  return report.outcomes.filter((outcome) => reached.has(outcome.metric));
}

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

const MOST_METRICS = 16;

/** What changes are said to do for the numbers that somebody outside engineering lives by. Also the JSON. */
export interface PartnerExplanation {
  readonly partner: string;
  readonly repository: Explanation["repository"];
  readonly window: Explanation["window"];
  readonly coverage: Explanation["coverage"];
  /** Their metrics, most claims first, those without a claim included. */
  readonly metrics: readonly NonNullable<Explanation["metric"]>[];
  readonly notSaid: Explanation["notSaid"];
}

/** The metrics of a partner, any case. */
export function listPartnerMetrics(metrics: readonly Metric[], partner: string): readonly Metric[] {
  const wanted = partner.trim().toLowerCase();
  return metrics.filter((metric) => metric.partner?.trim().toLowerCase() === wanted);
}

/** @param explanations One for each of the partner's metrics, of one report; at least one. */
export function explainPartner(
  partner: string,
  explanations: readonly Explanation[],
): PartnerExplanation | undefined {
  const [first] = explanations;
  if (first === undefined) return undefined;
  const { repository, window, coverage, notSaid } = first;
  const metrics = explanations
    .flatMap(({ metric }) => (metric === undefined ? [] : [metric]))
    .sort((one, other) => other.changes - one.changes || (one.metric < other.metric ? -1 : 1));
  return { partner, repository, window, coverage, metrics, notSaid };
}

/** At most 20 lines of plain prose for a terminal, each ended by a line end. */
export function renderPartnerExplanation(explanation: PartnerExplanation): string {
  const { partner, repository, window, coverage, metrics, notSaid } = explanation;
  const folded = metrics.length - MOST_METRICS;
  const lines = [
    `${repository}, ${window.since} until ${window.until} (not included), for ${partner}: ${coverage.answered} of ${coverage.asked} asked changes are answered.`,
    ...metrics
      .slice(0, MOST_METRICS)
      .map(({ name, changes }) => `${name}: ${changes} of ${coverage.answered} answered changes claim it.`),
    ...(folded > 0 ? [`${folded} more metrics of theirs have fewer claims.`] : []),
    `Not said: ${notSaid.changes}.`,
  ];
  return lines.map((line) => `${showHidden(line).replace(/\s+/gu, " ")}\n`).join("");
}
