import { type BlindSpot, NO_AREA, type ReportLink } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** Where nobody says, or nobody can say, what the work is for. In the order of the rules, then of the catalog. */
export function buildBlindSpots(context: ReportContext, map: readonly ReportLink[]): readonly BlindSpot[] {
  return [
    ...listUnexplainedAreas(context),
    ...listUnclaimedMetrics(context),
    ...listMetricsThatLeadNowhere(context),
    ...listVanishedLinks(context),
    ...listDifferingAreas(context, map),
  ];
}

/** At least `blindSpotAsked` changes asked and a share under `blindSpotShare` of them answered. */
function listUnexplainedAreas(context: ReportContext): BlindSpot[] {
  const { blindSpotAsked, blindSpotShare } = context.catalog.thresholds;
  const keys = [...context.catalog.areas.map((area) => area.key), NO_AREA];
  return keys.flatMap((key) => {
    const area = context.tally.areas.get(key);
    if (area === undefined || area.asked < blindSpotAsked) {
      return [];
    }
    const answered = area.answeredIds.length;
    return answered < blindSpotShare * area.asked
      ? [{ kind: "area-unexplained" as const, area: key, asked: area.asked, answered, ids: area.notSaidIds }]
      : [];
  });
}

function listUnclaimedMetrics(context: ReportContext): BlindSpot[] {
  return context.catalog.metrics
    .filter((metric) => !context.tally.metrics.has(metric.key))
    .map((metric) => ({ kind: "metric-unclaimed", metric: metric.key }));
}

/** Metrics that are not of kind customer or revenue and lead to none that is. */
function listMetricsThatLeadNowhere(context: ReportContext): BlindSpot[] {
  return context.catalog.metrics
    .filter((metric) => !context.graph.leadsToCustomerOrRevenue(metric.key))
    .map((metric) => {
      const ids = context.tally.metrics.get(metric.key)?.ids ?? [];
      return { kind: "metric-leads-nowhere", metric: metric.key, changes: ids.length, ids };
    });
}

/** At least `vanishedClaims` in the window before, none now, at least `vanishedChanges` changes of the area in both. */
function listVanishedLinks(context: ReportContext): BlindSpot[] {
  const { tally, previous, catalog } = context;
  if (previous === undefined) {
    return [];
  }
  return catalog.areas.flatMap(({ key }) => {
    const changesBefore = previous.areas.get(key)?.ids.length ?? 0;
    const changes = tally.areas.get(key)?.ids.length ?? 0;
    if (Math.min(changesBefore, changes) < catalog.thresholds.vanishedChanges) {
      return [];
    }
    return catalog.metrics.flatMap(({ key: metric }) => {
      const ids = previous.links.get(key)?.get(metric)?.ids ?? [];
      const isVanished =
        ids.length >= catalog.thresholds.vanishedClaims && !tally.links.get(key)?.has(metric);
      return isVanished
        ? [
            {
              kind: "link-vanished" as const,
              area: key,
              metric,
              before: ids.length,
              changesBefore,
              changes,
              ids,
            },
          ]
        : [];
    });
  });
}

/** Areas in which the metric claimed most, by at least `fewChanges` changes, is none that the catalog lists for them. */
function listDifferingAreas(context: ReportContext, map: readonly ReportLink[]): BlindSpot[] {
  return context.catalog.areas.flatMap((area) => {
    const most = map.find((link) => link.area === area.key);
    if (most === undefined || !most.differs || most.changes < context.catalog.thresholds.fewChanges) {
      return [];
    }
    const isTie = map.some(
      (link) => link.area === area.key && !link.differs && link.changes === most.changes,
    );
    return isTie
      ? []
      : [
          {
            kind: "area-differs" as const,
            area: area.key,
            configured: area.metrics,
            metric: most.metric,
            changes: most.changes,
            ids: most.ids,
          },
        ];
  });
}
