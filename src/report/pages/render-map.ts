import type { ReportPage } from "./report-page.ts";

const MOST_ROWS = 100;

export function renderMap(page: ReportPage): readonly string[] {
  const picture = page.pictures.systemMap(page.report);
  if (picture === undefined) {
    return [
      page.heading("3. System map"),
      page.paragraph("Nothing is claimed, and the catalog lists no links."),
    ];
  }
  return [
    page.heading("3. System map"),
    ...picture,
    renderMapTable(page),
    page.paragraph(
      'A claim is drawn from each touched area that the catalog lists its metric for; where there is none, from the touched area with most of the changed files, marked "differs from the catalog". So lines may add up to more than the changes; in every total a change counts once.',
    ),
  ];
}

function renderMapTable(page: ReportPage): string {
  const { map, assumedLinks } = page.report;
  const rows = map
    .slice(0, MOST_ROWS)
    .map((link) => [
      page.area(link.area),
      page.metric(link.metric),
      link.changes,
      link.byProvenance.declared,
      link.byProvenance.accepted,
      link.byProvenance.inherited,
      link.differs ? "differs from the catalog" : "",
      page.ids(link.ids),
    ]);
  const table = page.table(
    ["area", "metric", "changes", "declared", "accepted", "inherited", "catalog", "which"],
    rows,
  );
  const parts = [
    map.length > 0 ? table : page.paragraph("No link is claimed."),
    map.length > MOST_ROWS
      ? page.paragraph(`${map.length - MOST_ROWS} more links stand in the JSON form of the report.`)
      : "",
    assumedLinks.length > 0
      ? page.paragraph(
          `Assumed (listed by the catalog, claimed by no change): ${assumedLinks
            .slice(0, MOST_ROWS)
            .map((link) => `${page.area(link.area)} to ${page.metric(link.metric)}`)
            .join(
              "; ",
            )}${assumedLinks.length > MOST_ROWS ? ` and ${assumedLinks.length - MOST_ROWS} more` : ""}.`,
        )
      : "",
  ];
  return page.fold("The same as a table", parts);
}
