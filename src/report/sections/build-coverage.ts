import type { Report } from "../report.ts";
import type { Tally } from "../tally/tally.ts";

/** What was asked and answered, each change once: eligible = asked + not asked, asked = answered + not said. */
export function buildCoverage(tally: Tally): Report["coverage"] {
  return {
    eligible: tally.eligible,
    asked: tally.asked,
    answered: countAnswered(tally),
    exempt: tally.exemptIds.length,
    tags: tally.tagsIds.length,
    none: tally.noneIds.length,
    unsure: tally.unsureIds.length,
    exemptIds: tally.exemptIds,
    notAskedIds: tally.notAskedIds,
    tagsIds: tally.tagsIds,
    noneIds: tally.noneIds,
    unsureIds: tally.unsureIds,
  };
}

export function countAnswered(tally: Tally): number {
  return tally.tagsIds.length + tally.noneIds.length + tally.unsureIds.length;
}
