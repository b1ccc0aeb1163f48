import { listNames, type ReportPage } from "../pages/report-page.ts";
import { type BlindSpot, NO_AREA, type ReportContext, type ReportLink } from "../report.ts";

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

export function renderBlindSpots(page: ReportPage): readonly string[] {
  const { blindSpots, thresholds } = page.report;
  const unclaimed = blindSpots.filter((spot) => spot.kind === "metric-unclaimed");
  const others = blindSpots.filter((spot) => spot.kind !== "metric-unclaimed");
  const lines = others.map((spot) => renderSpot(page, spot));
  if (unclaimed.length > 0) {
    lines.push(`Metrics with no claim: ${listNames(unclaimed.map((spot) => page.metric(spot.metric)))}.`);
  }
  return [
    page.heading("5. Blind spots"),
    lines.length > 0 ? page.list(lines) : page.paragraph("None by the rules below."),
    renderQuietest(page),
    page.paragraph(
      `Rules: an area with at least ${thresholds.blindSpotAsked} changes asked and under ${Math.round(100 * thresholds.blindSpotShare)} % answered; ` +
        "a metric with no claim; a metric that leads to no customer or revenue metric; " +
        `a link with at least ${thresholds.vanishedClaims} claims in the window before, 0 now, and at least ${thresholds.vanishedChanges} changes of the area in both; ` +
        `an area whose most claimed metric, with at least ${thresholds.fewChanges} changes, is none that the catalog lists for it.`,
    ),
    page.evidence(
      others.flatMap((spot) => ("ids" in spot ? [{ label: renderLabel(page, spot), ids: spot.ids }] : [])),
    ),
  ];
}

/** The area where most changes say nothing, whatever its share: a large area just over a threshold hides a lot. */
function renderQuietest(page: ReportPage): string {
  const [quietest] = page.report.areas.toSorted((a, b) => b.asked - b.answered - (a.asked - a.answered));
  const silent = quietest === undefined ? 0 : quietest.asked - quietest.answered;
  if (quietest === undefined || silent === 0) return "";
  return page.paragraph(
    `Most changes that say nothing: ${page.area(quietest.area)}, ${silent} of ${quietest.asked} asked.`,
  );
}

function renderSpot(page: ReportPage, spot: BlindSpot): string {
  switch (spot.kind) {
    case "area-unexplained":
      return `${page.area(spot.area)}: ${spot.answered} of ${spot.asked} asked changes answered (${page.share(spot.answered, spot.asked)}).`;
    case "metric-unclaimed":
      return `${page.metric(spot.metric)}: no claim.`;
    case "metric-leads-nowhere":
      return `${page.metric(spot.metric)} leads to no customer or revenue metric; ${spot.changes} changes claim it.`;
    case "link-vanished":
      return `${page.area(spot.area)} no longer claims ${page.metric(spot.metric)}: ${spot.before} claims in the window before (${spot.changesBefore} changes), 0 now (${spot.changes} changes).`;
    case "area-differs":
      return `${page.area(spot.area)} mostly claims ${page.metric(spot.metric)} (${spot.changes}); the catalog lists ${spot.configured.length > 0 ? listNames(spot.configured.map(page.metric)) : "no metric"} for it.`;
  }
}

function renderLabel(page: ReportPage, spot: BlindSpot): string {
  switch (spot.kind) {
    case "area-unexplained":
      return `not said in ${page.area(spot.area)}`;
    case "metric-unclaimed":
    case "metric-leads-nowhere":
      return page.metric(spot.metric);
    case "link-vanished":
      return `${page.area(spot.area)} to ${page.metric(spot.metric)}, the window before`;
    case "area-differs":
      return `${page.area(spot.area)} to ${page.metric(spot.metric)}`;
  }
}
