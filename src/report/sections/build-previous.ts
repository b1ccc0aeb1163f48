import type { TimeSpan } from "../../model/time-span.ts";
import type { Report } from "../report.ts";
import type { Tally } from "../tally/tally.ts";
import { countAnswered } from "./build-coverage.ts";

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
