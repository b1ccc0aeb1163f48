import type { Summary } from "../summary.ts";
import { showDay } from "./show-days.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { SummarySection } from "./summary-section.ts";

/** What metrics were, as measured elsewhere: beside the claims and never added to them. */
export function renderReadings(page: SummaryPage): readonly SummarySection[] {
  const { readings } = page.summary;
  if (readings.length === 0) return [];
  const lines = readings.map((reading) => renderReading(page, reading));
  const shown = lines.slice(0, page.detail.readings);
  return [
    {
      heading: "Measured elsewhere",
      shown: [shown.length > 0 ? page.list(shown) : page.paragraph(`${countReadings(lines.length)} below.`)],
      folds:
        lines.length > shown.length
          ? [{ title: `Readings (${lines.length})`, blocks: [{ kind: "items", items: lines }] }]
          : [],
    },
  ];
}

function countReadings(count: number): string {
  return count === 1 ? "1 reading stands" : `${count} readings stand`;
}

function renderReading(page: SummaryPage, reading: Summary["readings"][number]): string {
  const { name, value, unit, at, before, repository } = reading;
  const suffix = unit === null ? "" : ` ${page.name(unit)}`;
  const earlier = before === null ? "" : `, after ${before.value}${suffix} on ${showDay(before.at)}`;
  return `${page.strong(page.name(name))} was ${value}${suffix} on ${showDay(at)}${earlier} (imported for ${page.name(repository)})`;
}
