import { FEWEST_WEEKS } from "../sections/build-shifts.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { SummarySection } from "./summary-section.ts";

export function renderShifts(page: SummaryPage): SummarySection {
  return { heading: "What shifted", shown: [renderList(page)], folds: [] };
}

function renderList(page: SummaryPage): string {
  const { shifts, thresholds, coverage } = page.summary;
  if (shifts.weeksAsked < FEWEST_WEEKS) {
    return page.paragraph(
      `Not enough data: something was asked in ${shifts.weeksAsked} of the four weeks before, and ${FEWEST_WEEKS} are needed.`,
    );
  }
  const answered = `All answered changes: ${coverage.answered}, against a median of ${shifts.answeredBefore}`;
  if (shifts.list.length === 0 || page.detail.name === 0) {
    return page.paragraph(
      `No metric with at least ${thresholds.fewChanges} claims differs from its median of the four weeks before. ${answered}.`,
    );
  }
  const items = shifts.list.map(
    ({ name, changes, median }) =>
      `${page.strong(page.name(name))}: ${changes} ${changes === 1 ? "claim" : "claims"}, against a median of ${median} in the four weeks before`,
  );
  return page.list([...items, answered]);
}
