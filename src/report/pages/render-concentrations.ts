import type { Concentration } from "../report.ts";
import { listNames, type ReportPage } from "./report-page.ts";

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
