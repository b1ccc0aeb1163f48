import type { Tag } from "../model/answer.ts";
import type { Metric } from "../model/catalog.ts";
import type { ChangeAnswer } from "../model/change.ts";
import { NO_AREA } from "./report.ts";
import type { ShownCatalog } from "./shown-catalog.ts";

/** Which of two tags of one metric on one change counts: the one that most clearly came from a person. */
const STRENGTH = { declared: 2, accepted: 1, inherited: 0 } as const;

/** The metrics that an answer claims to these readers: live keys, each once. Not for changes that were not asked. */
export function listClaims(
  answer: ChangeAnswer,
  catalog: Pick<ShownCatalog, "isHidden" | "liveKeys">,
): readonly Tag[] {
  if (answer.kind !== "tags") {
    return [];
  }
  const claims: Tag[] = [];
  for (const tag of answer.tags) {
    if (catalog.isHidden(tag.metric)) {
      continue;
    }
    const metric = catalog.liveKeys.get(tag.metric) ?? tag.metric;
    const claim = metric === tag.metric ? tag : { ...tag, metric };
    const index = claims.findIndex((earlier) => earlier.metric === metric);
    const other = claims[index];
    if (other === undefined) {
      claims.push(claim);
    } else if (STRENGTH[claim.provenance] > STRENGTH[other.provenance]) {
      claims[index] = claim;
    }
  }
  return claims;
}

/** Metrics from which `key` can be reached through `drives`, itself included. */
export function listLeading(metrics: readonly Metric[], key: string): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  for (const metric of metrics) {
    for (const drive of metric.drives) {
      sources.set(drive.metric, [...(sources.get(drive.metric) ?? []), metric.key]);
    }
  }
  const leading = new Set([key]);
  // A set gives back what is added while it is walked through, each once: a loop ends by itself.
  for (const metric of leading) {
    for (const source of sources.get(metric) ?? []) {
      leading.add(source);
    }
  }
  return leading;
}

/**
 * Where a claim stands on the map: in each touched area that lists its metric; if none does, in the touched area with
 * most changed files (tie: order of the catalog); without a touched area in `(no area)`.
 * @param touched Keys of the touched areas, most files first.
 */
export function listLinkedAreas(
  touched: readonly string[],
  metric: string,
  metricsOfAreas: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const linked = touched.filter((area) => metricsOfAreas.get(area)?.has(metric));
  return linked.length > 0 ? linked : [touched[0] ?? NO_AREA];
}
