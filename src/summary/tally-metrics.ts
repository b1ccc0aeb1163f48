import { EFFECTS } from "../model/answer.ts";
import { WEEKS_BEFORE } from "./create-record-book.ts";
import type { LandedRecord, RecordedClaim, Source } from "./landed-record.ts";
import type { Readers, ShownMetric } from "./readers.ts";
import type { SummaryMetric } from "./summary.ts";

/** What is claimed of one metric. */
export interface MetricTally {
  readonly shown: ShownMetric;
  /** In the order of the records. */
  readonly claims: readonly { readonly record: LandedRecord; readonly claim: RecordedClaim }[];
  /** In each of the four weeks before, the oldest first. */
  readonly before: readonly number[];
}

/** @param records Those that were answered, newest first. */
export function tallyMetrics(
  readers: Readers,
  sources: readonly Source[],
  records: readonly LandedRecord[],
): ReadonlyMap<string, MetricTally> {
  const tallies = new Map(
    [...readers.metrics.values()].map((shown) => [
      shown.key,
      { shown, claims: startClaims(), before: startWeeks() },
    ]),
  );
  for (const record of records) {
    for (const claim of record.claims) {
      if (!readers.isClaimShown(record.source, claim.claimed)) continue;
      tallies.get(claim.claimed.key)?.claims.push({ record, claim });
    }
  }
  // What was hidden from these readers this week is hidden in the weeks before too, or a shift would tell of it.
  for (const source of sources) {
    for (const claimed of source.claimed.values()) {
      const before = readers.isClaimShown(source, claimed) ? tallies.get(claimed.key)?.before : undefined;
      claimed.before.forEach((changes, week) => {
        if (before !== undefined) before[week] = (before[week] ?? 0) + changes;
      });
    }
  }
  return tallies;
}

function startClaims(): { readonly record: LandedRecord; readonly claim: RecordedClaim }[] {
  return [];
}

function startWeeks(): number[] {
  return Array.from({ length: WEEKS_BEFORE }, () => 0);
}

export function countProvenances({ claims }: MetricTally): SummaryMetric["byProvenance"] {
  const count = (provenance: RecordedClaim["provenance"]): number =>
    claims.filter(({ claim }) => claim.provenance === provenance).length;
  return { declared: count("declared"), accepted: count("accepted"), inherited: count("inherited") };
}

export function countEffects({ claims }: MetricTally): SummaryMetric["byEffect"] {
  const [moves, protects, enables] = EFFECTS.map(
    (effect) => claims.filter(({ claim }) => claim.effect === effect).length,
  );
  return { moves: moves ?? 0, protects: protects ?? 0, enables: enables ?? 0 };
}
