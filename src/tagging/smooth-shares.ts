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
