import type { ClaimCounts } from "./claim-counts.ts";
import type { ClaimEvidence } from "./gather-claim-evidence.ts";
import type { MetricNames } from "./metric-names.ts";
import { countClaims, type Recent } from "./recent-claims.ts";

/** Why history speaks for a metric. */
export type HistoryReason =
  /** Of the last `changes` answered changes in a folder or file, or with a word in the title, `claims` claim it. */
  | {
      readonly kind: "place" | "word";
      readonly at: string;
      readonly claims: number;
      readonly changes: number;
    }
  /** A changed folder or file, or the title, has the metric's name. */
  | { readonly kind: "named-place"; readonly at: string }
  | { readonly kind: "named-title" };

/** Fewer answered changes are no reason. */
const FEWEST_CHANGES = 5;

/** The strongest reason that can be told; undefined where nothing of it rests on enough changes. */
export function findHistoryReason(
  metric: string,
  { places, words, candidates }: ClaimEvidence,
  { counts, names }: { readonly counts: ClaimCounts; readonly names: MetricNames },
): HistoryReason | undefined {
  let strongest: { readonly share: number; readonly reason: HistoryReason } | undefined;
  for (const { prefixes, shares } of places) {
    const share = shares.near.get(metric) ?? 0;
    if (share <= (strongest?.share ?? 0)) continue;
    const reason = findPlaceReason(metric, prefixes, counts);
    if (reason !== undefined) strongest = { share, reason };
  }
  for (const { word, recent, shares } of words) {
    const share = shares.near.get(metric) ?? 0;
    if (share <= (strongest?.share ?? 0)) continue;
    const reason = toReason(metric, recent, { kind: "word", at: word });
    if (reason !== undefined) strongest = { share, reason };
  }
  if (strongest !== undefined) return strongest.reason;
  const isNamed = candidates.some((candidate) => candidate.metric === metric && candidate.isNamed);
  if (isNamed) return { kind: "named-title" };
  for (const { prefixes } of places) {
    const at = prefixes.findLast((prefix) => names.findByPath(prefix).includes(metric));
    if (at !== undefined) return { kind: "named-place", at };
  }
  return undefined;
}

/** The deepest place that enough answered changes touched, some of which claim the metric. */
function findPlaceReason(
  metric: string,
  prefixes: readonly string[],
  counts: ClaimCounts,
): HistoryReason | undefined {
  for (const at of prefixes.toReversed()) {
    const reason = toReason(metric, counts.findByPrefix(at) ?? [], { kind: "place", at });
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function toReason(
  metric: string,
  recent: Recent,
  where: { readonly kind: "place" | "word"; readonly at: string },
): HistoryReason | undefined {
  if (recent.length < FEWEST_CHANGES) return undefined;
  const claims = countClaims(recent, metric);
  return claims === 0 ? undefined : { ...where, claims, changes: recent.length };
}
