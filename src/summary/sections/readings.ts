import type { Reading } from "../../model/reading.ts";
import { compareText } from "../compare-text.ts";
import { type SummaryPage, type SummarySection, showDay } from "../pages/summary-page.ts";
import type { Summary } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";

/** The newest reading of the week of each metric, with the one before it; of named repositories only. */
export function buildReadings({ sources, readers, window }: SummaryContext): Summary["readings"] {
  return sources.filter(readers.isNamed).flatMap((source) => {
    return source.readings
      .toSorted((one, other) => compareText(one.key, other.key))
      .flatMap((measured) => {
        const { key, readings } = measured;
        // What one repository keeps private another may show by the same key.
        const shown = readers.isClaimShown(source, measured) ? readers.metrics.get(key) : undefined;
        const [newest, previous] = listNewest(readings, window.until);
        if (shown === undefined || newest === undefined || newest.at < window.since) return [];
        return [
          {
            metric: key,
            name: shown.name,
            repository: source.name,
            unit: shown.metric?.unit ?? null,
            at: newest.at,
            value: newest.value,
            before: previous === undefined ? null : { at: previous.at, value: previous.value },
          },
        ];
      });
  });
}

/** At most those before the week's end; of two of one day the smaller first, so that the order of import is nothing. */
function listNewest(readings: readonly Reading[], until: string): readonly Reading[] {
  return readings
    .filter(({ at }) => at < until)
    .toSorted((one, other) => compareText(other.at, one.at) || one.value - other.value);
}

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
