import { compileAllowed, mayBeShown } from "../catalog/may-be-shown.ts";
import type { Metric } from "../model/catalog.ts";
import type { RepositoryVisibility } from "../model/repository.ts";
import { compareText } from "./compare-text.ts";
import type { ClaimedMetric, Source } from "./landed-record.ts";
import type { SummaryFrame, SummaryView } from "./summary-frame.ts";

/** A metric as these readers may see it. */
export interface ShownMetric extends Pick<Metric, "key" | "name"> {
  readonly kind: Metric["kind"] | "retired";
  readonly metric: Metric | undefined;
}

/** What the readers of a summary may be told. */
export interface Readers {
  isNamed(source: Source): boolean;
  /** The same of a repository in which nothing landed. */
  isNamedElsewhere(repository: Pick<Source, "name" | "visibility">): boolean;
  isClaimShown(source: Source, claimed: Pick<ClaimedMetric, "key" | "metric">): boolean;
  /** Every metric that may be named: the organisation's in their order, then what else is claimed, by key. */
  readonly metrics: ReadonlyMap<string, ShownMetric>;
}

export function createReaders(
  { catalog, organisation: owner }: SummaryFrame,
  { audience }: SummaryView,
  sources: Iterable<Source>,
): Readers {
  const isAllowed = compileAllowed(catalog.summary.sources);
  // Its place is named by the organisation itself, which answers for who is let in: only other private ones are asked of.
  const isNamedHere = ({ name, visibility }: Pick<Source, "name" | "visibility">): boolean =>
    mayBeShown(
      { ...splitName(name), visibility },
      { owner, visibility: audience },
      (there) => there.visibility === "internal" || isAllowed(there),
    );
  const organisation = new Map(catalog.metrics.map((metric) => [metric.key, metric]));
  const named = [...sources].filter(isNamedHere).sort(compareSources);
  // Asked for each change of each number.
  const namedSources = new Set(named);
  const isClaimShown: Readers["isClaimShown"] = (source, { key, metric }) => {
    const known = organisation.get(key);
    if (!isMetricShown(known, audience) || !isMetricShown(metric, audience)) return false;
    // A word of a catalog that these readers can't read is as private as that catalog. A key that no catalog has any
    // more may have been private when it was removed.
    return (
      known !== undefined || (namedSources.has(source) && (metric !== undefined || audience !== "public"))
    );
  };
  return {
    isNamed: (source) => namedSources.has(source),
    isNamedElsewhere: isNamedHere,
    isClaimShown,
    metrics: listShownMetrics(
      catalog.metrics.filter((metric) => isMetricShown(metric, audience)),
      named.flatMap((source) =>
        [...source.claimed.values()].filter((claimed) => isClaimShown(source, claimed)),
      ),
    ),
  };
}

/** A clone has the name of its folder, and no owner. */
function splitName(full: string): { readonly owner: string; readonly name: string } {
  const at = full.indexOf("/");
  return { owner: full.slice(0, Math.max(0, at)), name: full.slice(at + 1) };
}

function isMetricShown(metric: Metric | undefined, audience: RepositoryVisibility): boolean {
  return metric === undefined || audience !== "public" || metric.visibility === "public";
}

/** @param claimed Of the named repositories, in the order of those: the first that knows a metric names it. */
function listShownMetrics(
  organisation: readonly Metric[],
  claimed: readonly ClaimedMetric[],
): ReadonlyMap<string, ShownMetric> {
  const shown = new Map(organisation.map((metric) => [metric.key, toShown(metric.key, metric)]));
  const others = claimed.filter(({ key }) => !shown.has(key));
  for (const { key, metric } of others.toSorted((one, other) => compareText(one.key, other.key))) {
    if (shown.get(key)?.metric === undefined) shown.set(key, toShown(key, metric));
  }
  return shown;
}

function toShown(key: string, metric: Metric | undefined): ShownMetric {
  return metric === undefined
    ? { key, name: `retired: ${key}`, kind: "retired", metric }
    : { key, name: metric.name, kind: metric.kind, metric };
}

function compareSources(one: Source, other: Source): number {
  return compareText(one.name, other.name) || one.id - other.id;
}
