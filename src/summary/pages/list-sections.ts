import { renderClaims } from "../sections/claims.ts";
import { renderCoverage } from "../sections/coverage.ts";
import { renderReadings } from "../sections/readings.ts";
import { renderSharing } from "../sections/sharing.ts";
import { renderShifts } from "../sections/shifts.ts";
import { renderPartners } from "./render-partners.ts";
import type { SummaryPage, SummarySection } from "./summary-page.ts";

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
