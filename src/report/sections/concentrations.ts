import { listNames, type ReportPage } from "../pages/report-page.ts";
import { type Concentration, NO_AREA, type ReportContext, type ReportLink } from "../report.ts";

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

export function renderConcentrations(page: ReportPage): readonly string[] {
  const { concentrations, thresholds } = page.report;
  const share = Math.round(100 * thresholds.concentrationShare);
  return [
    page.heading("6. Concentrations"),
    concentrations.length > 0 ? renderList(page, concentrations) : page.paragraph("None by the rules below."),
    page.paragraph(
      `Rules: more than ${share} % of a metric's claims in one area, from ${thresholds.fewChanges} claims on; more than ${share} % of an area's changes by one person, ` +
        `only with at least ${thresholds.carriedAuthors} people in the repository and ${thresholds.carriedChanges} changes in the area. Nobody is named.`,
    ),
    page.evidence(
      concentrations.flatMap((each) =>
        each.kind === "metric-in-one-area"
          ? [{ label: `${page.metric(each.metric)} in ${page.area(each.area)}`, ids: each.ids }]
          : [],
      ),
    ),
  ];
}

/** What the catalog expects to stand in one area is told in one line: it is no surprise. */
function renderList(page: ReportPage, concentrations: readonly Concentration[]): string {
  const metrics = concentrations.filter((each) => each.kind === "metric-in-one-area");
  const carried = concentrations.filter((each) => each.kind === "carried-by-one-person");
  const expected = metrics
    .filter((each) => each.expected)
    .map((each) => `${page.metric(each.metric)} in ${page.area(each.area)} (${each.changes} of ${each.of})`);
  const lines = [
    ...metrics
      .filter((each) => !each.expected)
      .map(
        (each) =>
          `${page.metric(each.metric)}: ${each.changes} of ${each.of} claims (${page.share(each.changes, each.of)}) stand in ${page.area(each.area)}.`,
      ),
    ...carried.map((each) => `${page.area(each.area)} is carried by one person (${each.changes} changes).`),
    ...(expected.length > 0
      ? [`As the catalog expects, which lists the metric for that area alone: ${listNames(expected)}.`]
      : []),
  ];
  return page.list(lines);
}
