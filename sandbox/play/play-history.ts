import { planWeek } from "../organisation/plan-week.ts";
import type { PlannedChange } from "../organisation/planned-change.ts";
import { foundOrganisation } from "./found-organisation.ts";
import { type PlayedHistory, playChanges, playUnseen } from "./play-changes.ts";
import type { Sandbox } from "./sandbox.ts";
import { toNextMonday } from "./to-next-monday.ts";
import { untilIdle } from "./until-idle.ts";

const WEEK_MS = 7 * 86_400_000;
/** Before the app was installed: read from GitHub by the real back-fill. */
const UNSEEN_WEEKS = 4;
/** Lived through with the app, by real webhooks. */
const SEEN_WEEKS = 8;
/** A summary is posted for each of the last weeks; the first ones would compare themselves with nothing. */
const SUMMARISED_WEEKS = 3;

export const HISTORY_WEEKS = UNSEEN_WEEKS + SEEN_WEEKS;

/** Where the plan of each week comes from: made up by a seed, or taken from a clone. */
export type PlanOfWeek = (weekStartMs: number, earlier: readonly PlannedChange[]) => readonly PlannedChange[];

/** Weeks that are made up: the same seed, the same weeks. */
export function createPlan({ organisation }: Pick<Sandbox, "organisation">, seed: number): PlanOfWeek {
  return (weekStartMs, earlier) => planWeek(organisation, { seed, weekStartMs, earlier });
}

/**
 * Twelve weeks of an organisation's life up to the clock's next Monday: the first before the app was installed, the
 * others with it. The clock has to stand on a Monday at 00:00.
 */
export async function playHistory(
  sandbox: Sandbox,
  plan: PlanOfWeek,
  tell: (what: string) => void,
): Promise<PlayedHistory> {
  const { gitHub, clock, service, organisation } = sandbox;
  const startMs = clock.now();
  const history: PlayedHistory = { changes: [], numbers: new Map() };
  foundOrganisation(gitHub.driver, organisation);
  for (let week = 0; week < UNSEEN_WEEKS; week += 1) {
    playUnseen(sandbox, plan(startMs + week * WEEK_MS, history.changes), history);
  }
  clock.moveTo(startMs + UNSEEN_WEEKS * WEEK_MS);
  tell("The app is being installed and reads what was said before it came.");
  gitHub.driver.install({ account: organisation.login, by: "wren" });
  await untilIdle(sandbox);
  for (let week = UNSEEN_WEEKS; week < HISTORY_WEEKS; week += 1) {
    tell(
      `The organisation's last weeks are played, with the app in them: week ${week - UNSEEN_WEEKS + 1} of ${SEEN_WEEKS}.`,
    );
    await playChanges(sandbox, plan(startMs + week * WEEK_MS, history.changes), history);
    clock.moveTo(toNextMonday(clock.now()));
    if (week >= HISTORY_WEEKS - SUMMARISED_WEEKS) await service.lookAtDue();
    await untilIdle(sandbox);
    // The log of the page begins with what its reader does.
    gitHub.clearRequests();
  }
  return history;
}
