import type { BlindSpot } from "../report.ts";
import { listNames, type ReportPage } from "./report-page.ts";

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
