import type { Metric } from "../model/catalog.ts";
import { showHidden } from "../text/show-hidden.ts";
import type { Explanation } from "./build-explanation.ts";

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
