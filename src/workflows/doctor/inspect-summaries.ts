import type { HeldSummary } from "../ports/store-survey.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";
import { showMinute } from "./show-minute.ts";

const find = createFindingMaker("summary");
/** Writing to GitHub or to a channel takes seconds, waiting for a budget minutes. */
const UNDER_WAY_MS = 60 * 60_000;

/** Weekly summaries, and what channels are told of them, that did not get where they should. */
export function inspectSummaries(held: readonly HeldSummary[], nowMs: number): readonly SetupFinding[] {
  return held.flatMap((one) => inspectHeld(one, nowMs));
}

function inspectHeld(held: HeldSummary, nowMs: number): readonly SetupFinding[] {
  const { account, week, channel, state, why, atMs } = held;
  const isUnderWay = why === undefined && nowMs - atMs < UNDER_WAY_MS;
  if (isUnderWay) return [];
  const summary = `the summary ${week} of ${account}`;
  const reason = why ?? "nothing came of it";
  if (channel === undefined) {
    return [
      find(
        "warning",
        `The summary ${week} of ${account} is not posted since ${showMinute(atMs)}: ${reason}. Mend it, and it is posted by itself.`,
      ),
    ];
  }
  if (state === "telling") {
    return [
      find(
        "note",
        `Whether the channel ${channel} was told of ${summary} is not known; it is not told twice.`,
      ),
    ];
  }
  return [find("warning", `The channel ${channel} was not told of ${summary}: ${reason}.`)];
}
