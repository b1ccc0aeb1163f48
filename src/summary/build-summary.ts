import { createDayFinder } from "../time/create-day-finder.ts";
import { parseIsoWeek } from "../time/iso-week.ts";
import { renderHeadlineSentence } from "./render-headline-sentence.ts";
import { buildCoverage, buildRepositories, buildUnnamed } from "./sections/build-coverage.ts";
import { buildIntent } from "./sections/build-intent.ts";
import { buildHidden, buildMetrics } from "./sections/build-metrics.ts";
import { buildPartners } from "./sections/build-partners.ts";
import { buildReadings } from "./sections/build-readings.ts";
import { buildSharing } from "./sections/build-sharing.ts";
import { buildShifts } from "./sections/build-shifts.ts";
import type { Summary } from "./summary.ts";
import type { SummaryContext } from "./summary-context.ts";

export function buildSummary(context: SummaryContext): Summary {
  const { frame, view, window } = context;
  const metrics = buildMetrics(context);
  const findDay = createDayFinder(parseIsoWeek(frame.week) ?? 0, frame.timezone);
  const summary = {
    version: 1 as const,
    organisation: frame.organisation,
    week: frame.week,
    window: { ...window, timezone: frame.timezone },
    source: frame.source,
    audience: view.audience,
    // A page of clones is no post: who pastes it somewhere did not ask to call anybody.
    mentions: frame.catalog.summary.mentions && frame.source === "store" ? ("on" as const) : ("off" as const),
    thresholds: { fewChanges: frame.catalog.report.thresholds.fewChanges },
    intent: buildIntent(context, metrics),
    shifts: buildShifts(context, metrics),
    metrics,
    hidden: buildHidden(context),
    partners: buildPartners(context, metrics),
    sharing: buildSharing(context),
    readings: buildReadings(context),
    coverage: buildCoverage(context),
    unnamed: buildUnnamed(context),
    repositories: buildRepositories(context),
    changes: context.records.filter(context.isNamed).map(({ id, title, landedAtMs }) => ({
      id,
      title,
      landedOn: findDay(landedAtMs),
    })),
  };
  return { ...summary, headline: renderHeadlineSentence(summary, (name) => name) };
}
