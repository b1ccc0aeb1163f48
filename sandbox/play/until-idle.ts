import type { SimulatedGitHub } from "../github/simulated-git-hub.ts";
import type { SandboxClock } from "./sandbox-clock.ts";
import type { SandboxService } from "./sandbox-service.ts";

const POLL_MS = 4;
/** Real time in which nothing moved: what is left waits for the clock. */
const STUCK_MS = 400;
const STEP_MS = 5_000;
const GIVE_UP_MS = 60_000;

export interface IdleParts {
  readonly gitHub: SimulatedGitHub;
  readonly service: SandboxService;
  readonly clock: SandboxClock;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Resolves once every webhook has arrived and the service has nothing left to do. Some of its work waits for a time
 * that does not come while the clock stands still (a read that lagged, a retry): the clock is moved a little then.
 */
export async function untilIdle({ gitHub, service, clock, wait }: IdleParts): Promise<void> {
  let idleTimes = 0;
  let still = { signs: "", sinceMs: 0 };
  for (let waitedMs = 0; waitedMs < GIVE_UP_MS; waitedMs += POLL_MS) {
    await gitHub.webhooks.settled();
    const { undoneDeliveries, waitingSubjects } = await service.readFigures();
    const isIdle = undoneDeliveries === 0 && waitingSubjects === 0;
    idleTimes = isIdle ? idleTimes + 1 : 0;
    // Twice, so that what the service's own writes set off has arrived too.
    if (idleTimes === 2) return;
    const signs = `${undoneDeliveries} ${waitingSubjects} ${gitHub.requests().length}`;
    if (signs !== still.signs) still = { signs, sinceMs: waitedMs };
    if (waitedMs - still.sinceMs >= STUCK_MS) {
      clock.moveTo(clock.now() + STEP_MS);
      still = { signs, sinceMs: waitedMs };
    }
    await wait(POLL_MS);
  }
  throw new Error("The service did not come to rest within a minute.");
}
