import type { Report } from "../report.ts";
import { listNames, type ReportPage } from "./report-page.ts";

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
