import type { ChangeTraits, ClaimCounts } from "./claim-counts.ts";
import { listPathPrefixes } from "./list-path-prefixes.ts";
import { listTitleWords } from "./list-title-words.ts";
import type { MetricNames } from "./metric-names.ts";
import type { Recent } from "./recent-claims.ts";
import { FAR, type Overall, type Shares, smoothShares, toShare } from "./smooth-shares.ts";
import type { Candidate, Openness } from "./weigh-candidates.ts";

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
  /** By prefix and by word: only until a change is added. */
  readonly places: Map<string, Shares>;
  readonly words: Map<string, Shares>;
  /** By path, as long as the names of metrics are the same. */
  readonly paths: Map<string, PathNames>;
}

interface PathNames {
  readonly prefixes: readonly string[];
  /** For each prefix the metrics that it is called after. */
  readonly named: readonly (readonly string[])[];
}

const NOTHING: readonly never[] = [];

export function gatherClaimEvidence(change: ChangeTraits, tools: EvidenceTools): ClaimEvidence {
  const { counts } = tools;
  const total = counts.changes + counts.metrics;
  const overall: Overall = (metric) => counts.countClaims(metric) / Math.max(1, total);
  const places = change.paths.map((path) => toPlace(path, tools, overall));
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

function toPlace(path: string, tools: EvidenceTools, overall: Overall): Place {
  const { counts, known } = tools;
  const { prefixes, named } = ensurePathNames(path, tools);
  let shares = FAR;
  for (const [index, prefix] of prefixes.entries()) {
    const before = known.places.get(prefix);
    const above = shares;
    shares =
      before ??
      smoothShares(counts.findByPrefix(prefix) ?? NOTHING, named[index] ?? NOTHING, { above, overall });
    if (before === undefined) known.places.set(prefix, shares);
  }
  return { prefixes, shares };
}

function ensurePathNames(path: string, { names, known }: EvidenceTools): PathNames {
  const before = known.paths.get(path);
  if (before !== undefined) return before;
  const prefixes = listPathPrefixes(path);
  const found = { prefixes, named: prefixes.map((prefix) => names.findByPath(prefix)) };
  known.paths.set(path, found);
  return found;
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
