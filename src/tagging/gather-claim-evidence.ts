import type { ChangeTraits, ClaimCounts } from "./claim-counts.ts";
import { listTitleWords } from "./match-keywords.ts";
import type { MetricNames } from "./metric-names.ts";
import { listPathPrefixes } from "./path-prefixes.ts";
import type { Recent } from "./recent-claims.ts";
import type { Candidate, Openness } from "./smooth-shares.ts";
import { FAR, type Overall, type Shares, smoothShares, toShare } from "./smooth-shares.ts";

/** What history says of a change: the metrics that something speaks for, and what speaks for each. */
export interface ClaimEvidence {
  readonly candidates: readonly Candidate[];
  readonly openness: Openness;
  readonly places: readonly Place[];
  readonly words: readonly Word[];
}

/** A changed file, with the folders it is in. */
export interface Place {
  /** From the outermost folder to the file. */
  readonly prefixes: readonly string[];
  readonly shares: Shares;
}

export interface Word {
  readonly word: string;
  readonly recent: Recent;
  readonly shares: Shares;
}

export interface EvidenceTools {
  readonly counts: ClaimCounts;
  readonly names: MetricNames;
  readonly known: KnownEvidence;
}

/** What is kept between two looks, because finding it takes most of the time. */
export interface KnownEvidence {
  /** By prefix, as long as the names of metrics are the same. */
  readonly places: Map<string, KnownPlace>;
  /** By word: only until a change is added. */
  readonly words: Map<string, Shares>;
}

/** A folder or file with its shares as they were when so many changes had been added. */
interface KnownPlace {
  /** From the outermost folder to this one. */
  readonly prefixes: readonly string[];
  readonly prefix: string;
  readonly above: KnownPlace | undefined;
  /** Metrics that it is called after. */
  readonly named: readonly string[];
  shares: Shares;
  changes: number;
}

const NOTHING: readonly never[] = [];

export function gatherClaimEvidence(change: ChangeTraits, tools: EvidenceTools): ClaimEvidence {
  const { counts } = tools;
  const total = counts.changes + counts.metrics;
  const overall: Overall = (metric) => counts.countClaims(metric) / Math.max(1, total);
  const places = change.paths.map((path) => {
    const place = ensurePlace(path, tools);
    // Nothing is kept of the file itself: it is seldom looked at again before the next claim, and costs memory till then.
    return { prefixes: place.prefixes, shares: smoothPlace(place, tools, overall) };
  });
  const words = listTitleWords(change.title).flatMap((word) => toWord(word, tools, overall));
  const named = tools.names.findInText(change.title);
  const metrics = new Set(named);
  for (const { shares } of [...places, ...words]) {
    for (const metric of shares.near.keys()) metrics.add(metric);
  }
  const leaves = new Map<Shares, number>();
  for (const { shares } of places) leaves.set(shares, (leaves.get(shares) ?? 0) + 1);
  return {
    candidates: [...metrics].map((metric) => ({
      metric,
      ...toPlaceShares(metric, leaves, overall),
      word: toWordShare(metric, words, overall),
      latest: counts.toLatestShare(metric),
      claims: counts.countClaims(metric),
      isNamed: named.has(metric),
    })),
    openness: { place: findLeastRest(places), word: findLeastRest(words) },
    places,
    words,
  };
}

function ensurePlace(path: string, { names, known }: EvidenceTools): KnownPlace {
  const before = known.places.get(path);
  if (before !== undefined) return before;
  const prefixes = listPathPrefixes(path);
  let place: KnownPlace | undefined;
  for (const [index, prefix] of prefixes.entries()) {
    const above: KnownPlace | undefined = place;
    place = known.places.get(prefix);
    if (place !== undefined) continue;
    place = {
      prefixes: prefixes.slice(0, index + 1),
      prefix,
      above,
      named: names.findByPath(prefix),
      shares: FAR,
      changes: -1,
    };
    known.places.set(prefix, place);
  }
  if (place === undefined) throw new Error("A path has no prefix: not even itself.");
  return place;
}

function readShares(place: KnownPlace | undefined, tools: EvidenceTools, overall: Overall): Shares {
  if (place === undefined) return FAR;
  const { counts } = tools;
  if (place.changes !== counts.changes) {
    place.shares = smoothPlace(place, tools, overall);
    place.changes = counts.changes;
  }
  return place.shares;
}

function smoothPlace(place: KnownPlace, tools: EvidenceTools, overall: Overall): Shares {
  const above = readShares(place.above, tools, overall);
  const recent = tools.counts.findByPrefix(place.prefix) ?? NOTHING;
  return smoothShares(recent, place.named, { above, overall });
}

function toWord(word: string, { counts, known }: EvidenceTools, overall: Overall): readonly Word[] {
  const recent = counts.findByWord(word);
  if (recent === undefined) return NOTHING;
  const shares = known.words.get(word) ?? smoothShares(recent, NOTHING, { above: FAR, overall });
  known.words.set(word, shares);
  return [{ word, recent, shares }];
}

function toPlaceShares(
  metric: string,
  leaves: ReadonlyMap<Shares, number>,
  overall: Overall,
): Pick<Candidate, "best" | "mean"> {
  if (leaves.size === 0) return { best: overall(metric), mean: overall(metric) };
  let best = 0;
  let sum = 0;
  let paths = 0;
  for (const [shares, times] of leaves) {
    const share = toShare(shares, metric, overall);
    best = Math.max(best, share);
    sum += share * times;
    paths += times;
  }
  return { best, mean: sum / paths };
}

function toWordShare(metric: string, words: readonly Word[], overall: Overall): number {
  if (words.length === 0) return overall(metric);
  return words.reduce((best, { shares }) => Math.max(best, toShare(shares, metric, overall)), 0);
}

function findLeastRest(seen: readonly { readonly shares: Shares }[]): number {
  return seen.reduce((least, { shares }) => Math.min(least, shares.rest), 1);
}
