import { type ChangeTraits, createClaimCounts } from "./claim-counts.ts";
import { findHistoryReason, type HistoryReason } from "./find-history-reason.ts";
import { type ClaimEvidence, gatherClaimEvidence, type KnownEvidence } from "./gather-claim-evidence.ts";
import type { MetricNames } from "./metric-names.ts";
import { samplePaths } from "./path-prefixes.ts";
import { weighCandidates } from "./smooth-shares.ts";

/** What people claimed for one metric on changes like this one. */
export interface HistoryVote {
  readonly metric: string;
  /** 0 to 1: how likely this change claims it. */
  readonly share: number;
  readonly reason: HistoryReason;
}

/** Remembers what people declared, oldest change first. Bounded; only the latest claims count. */
export interface ClaimHistory {
  /** Feed only what was declared: what was accepted or inherited would confirm our own suggestions. */
  add(change: ChangeTraits, metrics: readonly string[]): void;
  /** Most likely first; empty while too little was declared. */
  look(change: ChangeTraits, names: MetricNames): readonly HistoryVote[];
  /** What `look` weighs. */
  gather(change: ChangeTraits, names: MetricNames): ClaimEvidence;
}

/** Fewer answered changes say nothing. */
const FEWEST_CHANGES = 5;
/** What is less likely is not looked into. */
const LEAST_SHARE = 0.01;
/** Paths of one change that are looked at, evenly spread: a change of 3,000 files says no more than 200 of them. */
const MOST_PATHS = 200;
/** Places and words whose smoothed shares are kept between two looks. */
const MOST_KNOWN = 20_000;

export function createClaimHistory(): ClaimHistory {
  const counts = createClaimCounts();
  // Smoothing takes most of the time, and many changes in a row may look before one is added.
  const known: KnownEvidence = { places: new Map(), words: new Map() };
  let knownFor: MetricNames | undefined;
  const gather = ({ title, paths }: ChangeTraits, names: MetricNames): ClaimEvidence => {
    if (names !== knownFor || known.places.size > MOST_KNOWN) known.places.clear();
    if (known.words.size > MOST_KNOWN) known.words.clear();
    knownFor = names;
    return gatherClaimEvidence({ title, paths: samplePaths(paths, MOST_PATHS) }, { counts, names, known });
  };
  return {
    add(change, metrics) {
      known.words.clear();
      counts.add(change, metrics);
    },
    gather,
    look(change, names) {
      if (counts.changes < FEWEST_CHANGES) return [];
      const evidence = gather(change, names);
      const shares = weighCandidates(evidence.candidates, evidence.openness);
      return evidence.candidates
        .map(({ metric }, index) => ({ metric, share: shares[index] ?? 0 }))
        .filter(({ share }) => share >= LEAST_SHARE)
        .sort((a, b) => b.share - a.share || (a.metric < b.metric ? -1 : 1))
        .flatMap((vote) => {
          const reason = findHistoryReason(vote.metric, evidence, { counts, names });
          return reason === undefined ? [] : [{ ...vote, reason }];
        });
    },
  };
}
