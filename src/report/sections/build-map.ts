import type { Area } from "../../model/catalog.ts";
import type { Report, ReportLink } from "../report.ts";
import { NO_AREA } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

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
