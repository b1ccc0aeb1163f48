import { showIsoWeek, toWeekIndex } from "../../time/iso-week.ts";
import type { Report } from "../report.ts";
import type { ReportContext } from "../report-context.ts";

/** Every week that the window touches, oldest first, those without a change too; the outer two may be cut by it. */
export function buildTrend({ tally, window }: ReportContext): Report["trend"] {
  const first = toWeekIndex(Date.parse(window.since));
  const last = toWeekIndex(Date.parse(window.until) - 1);
  const trend: Report["trend"][number][] = [];
  for (let index = first; index <= last; index += 1) {
    const week = tally.weeks.get(index) ?? { changes: 0, asked: 0, answered: 0 };
    trend.push({ week: showIsoWeek(index), ...week });
  }
  return trend;
}
