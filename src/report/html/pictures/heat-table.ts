import type { Report } from "../../report.ts";

export interface HeatTable {
  readonly metrics: readonly { readonly key: string; readonly name: string }[];
  readonly rows: readonly {
    readonly name: string;
    /** One per metric; `isListed`: the catalog lists the metric for the area. */
    readonly cells: readonly { readonly changes: number; readonly isListed: boolean }[];
  }[];
  /** Areas and metrics with claims that are not in it. */
  readonly leftOut: { readonly areas: number; readonly metrics: number };
}

/** The most claimed areas and metrics of the system map as a table of counts. */
export function buildHeatTable(
  report: Report,
  most: { readonly areas: number; readonly metrics: number },
): HeatTable {
  const cells = new Map(report.map.map((link) => [`${link.area} ${link.metric}`, link]));
  const listed = new Set(report.assumedLinks.map((link) => `${link.area} ${link.metric}`));
  const claimedMetrics = report.metrics.filter((metric) => metric.changes > 0);
  const sums = new Map<string, number>();
  for (const link of report.map) sums.set(link.area, (sums.get(link.area) ?? 0) + link.changes);
  const claimedAreas = report.areas
    .filter((area) => sums.has(area.area))
    .toSorted((one, other) => (sums.get(other.area) ?? 0) - (sums.get(one.area) ?? 0));
  const metrics = claimedMetrics.slice(0, most.metrics).map(({ metric, name }) => ({ key: metric, name }));
  return {
    metrics,
    rows: claimedAreas.slice(0, most.areas).map((area) => ({
      name: area.name,
      cells: metrics.map(({ key }) => {
        const link = cells.get(`${area.area} ${key}`);
        const isListed = link === undefined ? listed.has(`${area.area} ${key}`) : !link.differs;
        return { changes: link?.changes ?? 0, isListed };
      }),
    })),
    leftOut: {
      areas: Math.max(0, claimedAreas.length - most.areas),
      metrics: Math.max(0, claimedMetrics.length - most.metrics),
    },
  };
}
