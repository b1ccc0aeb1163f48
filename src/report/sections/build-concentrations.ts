import { type Concentration, NO_AREA, type ReportLink } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** What stands in one place, or rests on one person. */
export function buildConcentrations(
  context: ReportContext,
  map: readonly ReportLink[],
): readonly Concentration[] {
  return [...listMetricsInOneArea(context, map), ...listCarriedAreas(context)];
}

/** More than `concentrationShare` of a metric's claims in one area, from `fewChanges` claims on. */
function listMetricsInOneArea(context: ReportContext, map: readonly ReportLink[]): Concentration[] {
  const { concentrationShare, fewChanges } = context.catalog.thresholds;
  return map.flatMap((link) => {
    const of = context.tally.metrics.get(link.metric)?.ids.length ?? 0;
    if (link.area === NO_AREA || of < fewChanges || link.changes <= concentrationShare * of) {
      return [];
    }
    const listing = context.catalog.areas.filter((area) => area.metrics.includes(link.metric));
    return [
      {
        kind: "metric-in-one-area" as const,
        metric: link.metric,
        area: link.area,
        changes: link.changes,
        of,
        expected: listing.length === 1 && listing[0]?.key === link.area,
        ids: link.ids,
      },
    ];
  });
}

/**
 * Areas in which one person wrote more than `concentrationShare` of the eligible changes; only with `carriedAuthors`
 * people in the repository and `carriedChanges` changes in the area. Who it is, or which changes, is never told.
 */
function listCarriedAreas(context: ReportContext): Concentration[] {
  const { concentrationShare, carriedAuthors, carriedChanges } = context.catalog.thresholds;
  if (context.tally.authors.size < carriedAuthors) {
    return [];
  }
  return context.catalog.areas.flatMap(({ key }) => {
    const area = context.tally.areas.get(key);
    if (area === undefined || area.eligible < carriedChanges) {
      return [];
    }
    const most = [...area.authors.values()].reduce((one, other) => Math.max(one, other), 0);
    return most > concentrationShare * area.eligible
      ? [{ kind: "carried-by-one-person" as const, area: key, changes: area.eligible }]
      : [];
  });
}
