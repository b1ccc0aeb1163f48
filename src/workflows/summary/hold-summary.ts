import type { GitHubError } from "../ports/git-hub-error.ts";
import type { LookOutcome } from "../run-worker.ts";
import { type SummaryLook, toRow } from "./summary-look.ts";

const FIRST_HOLD_MS = 15 * 60_000;
const LONGEST_HOLD_MS = 6 * 3_600_000;

/**
 * Something that somebody has to mend is in the way: said once in the log, kept for the operator, and tried again
 * later and later. Nothing of the week is posted until then.
 */
export function holdSummary(look: SummaryLook, why: string): LookOutcome {
  const { context, row } = look;
  const lastMs = row?.nextAtMs === undefined ? 0 : row.nextAtMs - row.atMs;
  const holdMs = Math.min(Math.max(2 * lastMs, FIRST_HOLD_MS), LONGEST_HOLD_MS);
  const held = { ...toRow(look, { state: "waiting", why }), nextAtMs: context.now() + holdMs };
  const fields = { week: look.subject.week, why };
  if (row?.why === why) context.log.debug(fields, "summary not posted");
  else context.log.warn(fields, "summary not posted");
  return { settlement: { kind: "done" }, writes: { summaryWeeks: [held] } };
}

/** A refusal of GitHub that somebody has to mend, in a sentence. */
export function describeRefusal({ failure, message }: GitHubError, name: string): string {
  switch (failure.kind) {
    case "forbidden":
      return `The app may not write issues in ${name}: grant it "issues: write" there (GitHub: ${message}).`;
    case "gone":
      return `Issues can't be written in ${name}: it is gone, or its issues are switched off (GitHub: ${message}).`;
    default:
      return `GitHub refused what was to be posted in ${name}: ${message}.`;
  }
}
