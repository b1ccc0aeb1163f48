import { SUGGESTION_SOURCES, type Suggestion, type SuggestionSource } from "../model/assessment.ts";
import type { Policy } from "./compile-policy.ts";

/** A metric with all that speaks for it. */
export interface RankedMetric {
  readonly metric: string;
  /** The evidence whose reason is shown: the first kind's, of one kind the surest. */
  readonly shown: Evidence;
  /** Of all evidence together: 0 to 1. */
  readonly sureness: number;
  /** Touched areas that list it. */
  readonly areas: readonly string[];
}

/** One entry per metric, the surest first: each kind of evidence adds, the first kind's reason is shown. */
export function rankEvidence(
  evidence: readonly Evidence[],
  policy: Pick<Policy, "shownPlaces">,
): readonly RankedMetric[] {
  const ranked: RankedMetric[] = [];
  for (const ofMetric of Map.groupBy(evidence, ({ metric }) => metric).values()) {
    const shown = findShown(ofMetric);
    if (shown !== undefined) {
      ranked.push({
        metric: shown.metric,
        shown,
        sureness: toJointSureness(ofMetric),
        areas: ofMetric.flatMap(({ area }) => area ?? []),
      });
    }
  }
  const place = ({ metric }: RankedMetric): number => policy.shownPlaces.get(metric) ?? 0;
  return ranked.sort(
    (a, b) => b.sureness - a.sureness || toSourceRank(a.shown) - toSourceRank(b.shown) || place(a) - place(b),
  );
}

function findShown(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.length === 1
    ? evidence[0]
    : [...evidence].sort((a, b) => toSourceRank(a) - toSourceRank(b) || b.sureness - a.sureness)[0];
}

function toSourceRank({ source }: Evidence): number {
  return SUGGESTION_SOURCES.indexOf(source);
}

/** The strongest of each source, taken as independent: two of 0.5 make 0.75. */
function toJointSureness(evidence: readonly Evidence[]): number {
  const strongest = new Map<SuggestionSource, number>();
  for (const { source, sureness } of evidence) {
    strongest.set(source, Math.max(strongest.get(source) ?? 0, sureness));
  }
  return 1 - [...strongest.values()].reduce((doubt, sureness) => doubt * (1 - sureness), 1);
}

/** One thing that speaks for a metric. `sureness` is that of this thing alone. */
export interface Evidence extends Omit<Suggestion, "reason"> {
  /** The area it comes from, where it comes from one. */
  readonly area?: string;
  /** The reason to show: written only where it is shown, for of a whole history none is. */
  renderReason(): string;
}
