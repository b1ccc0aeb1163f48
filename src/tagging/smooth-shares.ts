import type { Recent } from "./recent-claims.ts";

/**
 * How likely the next change claims each metric. Sparse: a metric that is not in `near` has `rest` of the share that
 * it has in the whole repository, so that a repository of many metrics costs no more than the few that are near.
 */
export interface Shares {
  readonly near: ReadonlyMap<string, number>;
  readonly rest: number;
}

/** Share of each metric in the whole repository. */
export type Overall = (metric: string) => number;

export const FAR: Shares = { near: new Map(), rest: 1 };

export function toShare({ near, rest }: Shares, metric: string, overall: Overall): number {
  return near.get(metric) ?? rest * overall(metric);
}

/**
 * The claims of one place, smoothed with the shares of the place above it (Witten and Bell): a place that speaks with
 * one voice is believed after few changes, one where each change says something else leaves more to what is above.
 *
 * @param named metrics whose name the place bears: together they weigh as much as one claim.
 */
export function smoothShares(
  recent: Recent,
  named: readonly string[],
  { above, overall }: { readonly above: Shares; readonly overall: Overall },
): Shares {
  const changes = recent.length + Math.min(1, named.length);
  if (changes === 0) return above;
  const claims = addNamed(countEach(recent), named);
  const kept = claims.size / (changes + claims.size);
  const near = new Map<string, number>();
  for (const [metric, share] of above.near) near.set(metric, kept * share);
  for (const [metric, count] of claims) {
    near.set(metric, kept * toShare(above, metric, overall) + count / (changes + claims.size));
  }
  return { near, rest: kept * above.rest };
}

/** Most places are looked at many times before their next claim. */
const counted = new WeakMap<Recent, ReadonlyMap<string, number>>();

function countEach(recent: Recent): ReadonlyMap<string, number> {
  const known = counted.get(recent);
  if (known !== undefined) return known;
  const claims = new Map<string, number>();
  for (const metrics of recent) {
    for (const metric of metrics) claims.set(metric, (claims.get(metric) ?? 0) + 1);
  }
  counted.set(recent, claims);
  return claims;
}

function addNamed(
  counts: ReadonlyMap<string, number>,
  named: readonly string[],
): ReadonlyMap<string, number> {
  if (named.length === 0) return counts;
  const claims = new Map(counts);
  for (const metric of named) claims.set(metric, (claims.get(metric) ?? 0) + 1 / named.length);
  return claims;
}

/** What speaks for one metric, each share 0 to 1. */
export interface Candidate {
  readonly metric: string;
  /** Its share in the changed place that claims it most. */
  readonly best: number;
  /** Its share over all changed paths. */
  readonly mean: number;
  /** Its share under the word of the title that says most for it. */
  readonly word: number;
  /** Its share of the latest changes of the repository. */
  readonly latest: number;
  /** Changes that ever claimed it. */
  readonly claims: number;
  /** The title has its name. */
  readonly isNamed: boolean;
}

/** How much of the evidence leaves open: shares of metrics that none of it speaks of. */
export interface Openness {
  readonly place: number;
  readonly word: number;
}

/**
 * How much each share counts, in its logarithm: fitted once, on the history of vitejs/vite from its titles' scopes, and
 * measured on others (`npm run bench -- suggest`). What is claimed everywhere counts less where it is claimed too,
 * hence the minus.
 */
export const WEIGHTS = {
  best: 0.18,
  mean: 1.16,
  word: 0.35,
  latest: 0.07,
  claims: -0.49,
  named: 0.73,
  open: -3.5,
  openPlace: 0.39,
  openWord: 0.66,
} as const satisfies Readonly<Record<string, number>>;
export type Weights = Readonly<Record<keyof typeof WEIGHTS, number>>;

/** Under this a share is as good as none. */
const LEAST_SHARE = 0.001;

/** How sure each candidate is, 0 to 1; what is left of 1 is that it is none of them. */
export function weighCandidates(
  candidates: readonly Candidate[],
  openness: Openness,
  weights: Weights = WEIGHTS,
): readonly number[] {
  const scores = candidates.map((candidate) => toScore(candidate, weights));
  const open =
    weights.open +
    weights.openPlace * Math.log(openness.place + LEAST_SHARE) +
    weights.openWord * Math.log(openness.word + LEAST_SHARE);
  // The highest is taken off first, because the power of a large number is infinite.
  const highest = Math.max(open, ...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, Math.exp(open - highest));
  return powers.map((power) => power / total);
}

function toScore(candidate: Candidate, weights: Weights): number {
  return (
    weights.best * Math.log(candidate.best + LEAST_SHARE) +
    weights.mean * Math.log(candidate.mean + LEAST_SHARE) +
    weights.word * Math.log(candidate.word + LEAST_SHARE) +
    weights.latest * Math.log(candidate.latest + LEAST_SHARE) +
    weights.claims * Math.log(1 + candidate.claims) +
    (candidate.isNamed ? weights.named : 0)
  );
}
