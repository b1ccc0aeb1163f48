import { renderClaims } from "./render-claims.ts";
import { renderCoverage } from "./render-coverage.ts";
import { renderPartners } from "./render-partners.ts";
import { renderReadings } from "./render-readings.ts";
import { renderSharing } from "./render-sharing.ts";
import { renderShifts } from "./render-shifts.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { SummarySection } from "./summary-section.ts";

/** In the order in which they are read. A week in which nothing landed has its coverage only. */
export function listSections(page: SummaryPage): readonly SummarySection[] {
  if (page.summary.coverage.changes === 0) return [renderCoverage(page)];
  return [
    renderShifts(page),
    renderClaims(page),
    ...renderPartners(page),
    renderSharing(page),
    ...renderReadings(page),
    renderCoverage(page),
  ];
}
