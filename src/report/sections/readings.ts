import type { Reading } from "../../model/reading.ts";
import { listNames, type ReportPage } from "../pages/report-page.ts";
import type { Report, ReportContext } from "../report.ts";

/**
 * A row per live metric that was read in the window, in the order of the catalog, with its last reading before. They
 * stand beside the claims; nothing is worked out between the two.
 */
export function buildReadings(context: ReportContext, readings: readonly Reading[]): Report["readings"] {
  const { catalog, tally, window } = context;
  const sorted = readings.toSorted(compareReadings);
  return catalog.metrics.flatMap((metric) => {
    const own = sorted.filter(
      (reading) => catalog.liveKeys.get(reading.metric) === metric.key && reading.at < window.until,
    );
    const points = own.filter((reading) => reading.at >= window.since).map(toPoint);
    const before = own.findLast((reading) => reading.at < window.since);
    if (points.length === 0) return [];
    const ids = tally.metrics.get(metric.key)?.ids ?? [];
    return [
      {
        metric: metric.key,
        name: metric.name,
        unit: metric.unit ?? null,
        better: metric.better,
        before: before === undefined ? null : toPoint(before),
        points,
        changes: ids.length,
        ids,
      },
    ];
  });
}

function toPoint({ at, value, source }: Reading): { at: string; value: number; source: string } {
  return { at, value, source };
}

function compareReadings(one: Reading, other: Reading): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  if (one.source !== other.source) return one.source < other.source ? -1 : 1;
  return one.value - other.value;
}

type Row = Report["readings"][number];

/** What the metrics were, beside what was claimed; nothing where nobody read one. */
export function renderReadings(page: ReportPage): readonly string[] {
  const { readings } = page.report;
  if (readings.length === 0) return [];
  const rows = readings.map((row) => [
    page.metric(row.metric),
    row.before === null ? "none" : showPoint(page, row, row.before),
    showEnd(page, row, 0),
    showEnd(page, row, -1),
    row.points.length,
    row.better,
    row.changes,
    listNames([...new Set(row.points.map((point) => page.text(point.source)))]),
  ]);
  return [
    page.heading("9. Readings"),
    page.table(
      [
        "metric",
        "last before the window",
        "first in it",
        "last in it",
        "readings",
        "better",
        "changes that claim it",
        "read by",
      ],
      rows,
    ),
    page.paragraph(
      "Readings stand beside the claims. A number moves for many reasons, most of them outside the code: that one of these changes moved it is not said.",
    ),
    page.evidence(readings.map((row) => ({ label: `claim ${page.metric(row.metric)}`, ids: row.ids }))),
  ];
}

function showEnd(page: ReportPage, row: Row, index: number): string {
  const point = row.points.at(index);
  return point === undefined ? "none" : showPoint(page, row, point);
}

/** `118 % (2026-10-01)` */
function showPoint(page: ReportPage, row: Row, point: Row["points"][number]): string {
  const unit = row.unit === null ? "" : ` ${page.text(row.unit)}`;
  return `${point.value}${unit} (${point.at})`;
}
