import type { TimeSpan } from "../../model/reading.ts";
import { showIsoWeek, toWeekIndex } from "../../time/iso-week.ts";
import type { ReportPage } from "../pages/report-page.ts";
import type { Report, ReportContext } from "../report.ts";
import type { Tally } from "../tally/tally.ts";
import { countAnswered } from "./work.ts";

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

/** The window before: as many days as this one, up to its first. */
export function buildPrevious(tally: Tally, window: TimeSpan): NonNullable<Report["previous"]> {
  const sinceMs = Date.parse(window.since);
  const lengthMs = Date.parse(window.until) - sinceMs;
  return {
    window: { since: new Date(sinceMs - lengthMs).toISOString().slice(0, 10), until: window.since },
    changes: tally.changes.size,
    eligible: tally.eligible,
    asked: tally.asked,
    answered: countAnswered(tally),
    answeredIds: listAnswered(tally),
    notSaidIds: tally.notSaidIds,
  };
}

/** The three lists of answers as one, newest first. */
function listAnswered({ changes }: Tally): readonly string[] {
  return changes.ids.filter((_, position) => {
    const { eligible, asked, answer } = changes.profile(position);
    return eligible && asked && answer.kind !== "unanswered";
  });
}

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
