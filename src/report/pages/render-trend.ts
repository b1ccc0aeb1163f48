import type { ReportPage } from "./report-page.ts";

/** How much was said, week by week: the picture where the form has one, and the numbers under it. */
export function renderTrend(page: ReportPage): readonly string[] {
  const { trend, changes } = page.report;
  if (changes === 0) return [];
  const rows = trend.map((week) => [
    week.week,
    week.changes,
    week.asked,
    week.answered,
    page.share(week.answered, week.asked),
  ]);
  const table = page.table(["week", "changes", "asked", "answered", "answered share"], rows);
  return [...page.pictures.trend(page.report), page.fold("Week by week", [table])];
}
