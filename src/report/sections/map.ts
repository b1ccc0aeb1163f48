import type { Area } from "../../model/catalog.ts";
import type { ReportPage } from "../pages/report-page.ts";
import { NO_AREA, type Report, type ReportContext, type ReportLink } from "../report.ts";

type SystemMap = Pick<Report, "map" | "assumedLinks" | "drives">;

/**
 * The system map. Links from areas to metrics come from claims alone, most changes first (tie: order of the catalog);
 * what the catalog lists and nobody claimed stands apart as assumed. A link between metrics is always the catalog's;
 * its number says how many changes claim something that flows through it.
 */
export function buildMap(context: ReportContext): SystemMap {
  const { catalog, tally } = context;
  const map: ReportLink[] = [];
  const assumedLinks: Report["assumedLinks"][number][] = [];
  const areas: readonly Pick<Area, "key" | "metrics">[] = [...catalog.areas, { key: NO_AREA, metrics: [] }];
  for (const area of areas) {
    const claimed = tally.links.get(area.key);
    const order = catalog.metrics.map((metric) => metric.key).filter((key) => claimed?.has(key));
    const retired = [...(claimed?.keys() ?? [])].filter((key) => !catalog.liveKeys.has(key)).sort();
    for (const metric of [...order, ...retired]) {
      const claims = claimed?.get(metric);
      if (claims !== undefined) {
        map.push({
          area: area.key,
          metric,
          changes: claims.ids.length,
          byProvenance: claims.byProvenance,
          differs: area.key !== NO_AREA && !area.metrics.includes(metric),
          ids: claims.ids,
        });
      }
    }
    for (const metric of area.metrics) {
      if (!claimed?.has(metric)) {
        assumedLinks.push({ area: area.key, metric });
      }
    }
  }
  map.sort((one, other) => other.changes - one.changes);
  return { map, assumedLinks, drives: buildDrives(context) };
}

function buildDrives(context: ReportContext): Report["drives"] {
  const carried = countCarried(context);
  return context.catalog.metrics.flatMap((metric) =>
    metric.drives.map((drive) => ({
      from: metric.key,
      to: drive.metric,
      sign: drive.sign,
      lag: drive.lag ?? null,
      changes: carried.get(metric.key) ?? 0,
    })),
  );
}

/** Metric -> changes that claim it or a metric that leads to it, each once. */
function countCarried(context: ReportContext): ReadonlyMap<string, number> {
  // A window has a million changes but few sets of metrics: what a set reaches is worked out once.
  const { sets, setOf } = context.tally.claims;
  const changesOf = sets.map(() => 0);
  for (const set of setOf) changesOf[set] = (changesOf[set] ?? 0) + 1;
  const drives = new Map(
    context.catalog.metrics.map((metric) => [metric.key, metric.drives.map((drive) => drive.metric)]),
  );
  const carried = new Map<string, number>();
  for (const [set, metrics] of sets.entries()) {
    for (const metric of listReachable(metrics, drives)) {
      carried.set(metric, (carried.get(metric) ?? 0) + (changesOf[set] ?? 0));
    }
  }
  return carried;
}

function listReachable(
  from: readonly string[],
  drives: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set(from);
  // A set gives back what is added while it is walked through, each once: a loop ends by itself.
  for (const metric of reached) {
    for (const next of drives.get(metric) ?? []) {
      reached.add(next);
    }
  }
  return reached;
}

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
