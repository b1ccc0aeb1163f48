import type { AnswerProblem, Claim } from "../model/answer.ts";
import { toTooManyMetrics } from "./answer-problems.ts";

/** The metrics of the latest answered changes of one place or word, oldest first. A list is never changed. */
export type Recent = readonly (readonly string[])[];

/** Remembers the latest claims by key. Bounded: the key untouched longest goes first. */
interface RecentClaims {
  add(key: string, metrics: readonly string[]): void;
  find(key: string): Recent | undefined;
}

/**
 * @param window answered changes that a key remembers: old ones are forgotten, so that a folder that changes its
 *   purpose is believed after a while.
 * @param mostKeys about 400 bytes each.
 */
export function createRecentClaims({
  window,
  mostKeys,
}: {
  readonly window: number;
  readonly mostKeys: number;
}): RecentClaims {
  // A map keeps the order of insertion; taking an entry out and putting it back makes it the youngest.
  const byKey = new Map<string, Recent>();
  return {
    add(key, metrics) {
      const recent = byKey.get(key) ?? [];
      byKey.delete(key);
      byKey.set(key, [...(recent.length < window ? recent : recent.slice(1)), metrics]);
      if (byKey.size <= mostKeys) return;
      const [oldest] = byKey.keys();
      if (oldest !== undefined) byKey.delete(oldest);
    },
    find: (key) => byKey.get(key),
  };
}

export function countClaims(recent: Recent, metric: string): number {
  return recent.filter((metrics) => metrics.includes(metric)).length;
}

const MOST_CLAIMS = 2;

interface CollectedClaims {
  /** The first two, each metric once. */
  readonly claims: readonly Claim[];
  /** Tells which do not count, if any. */
  readonly problems: readonly AnswerProblem[];
}

/** The claims of several items as one statement's. */
export function collectClaims(all: readonly Claim[]): CollectedClaims {
  const different = all.filter(
    (claim, index) => all.findIndex(({ metric }) => metric === claim.metric) === index,
  );
  const claims = different.slice(0, MOST_CLAIMS);
  const extra = different.slice(MOST_CLAIMS).map(({ metric }) => metric);
  return { claims, problems: extra.length > 0 ? [toTooManyMetrics(claims, extra)] : [] };
}
