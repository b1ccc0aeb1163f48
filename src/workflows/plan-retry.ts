import type { GitHubFailure } from "./ports/git-hub-error.ts";
import type { Settlement } from "./ports/service-store.ts";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 600_000;
/** At 2 s doubled to 10 min this is more than a day of trying. */
const MOST_ATTEMPTS = 160;
/**
 * The budget says when one request more will go, and many subjects of an installation may wait for it: spread out,
 * each finds some of it, where all at once would only find it spent.
 */
const BUDGET_SPREAD_MS = 3_000;

/** How long GitHub takes to show what it told of: seconds, on a bad day a minute. */
const LAG_WAITS_MS = [2_000, 5_000, 15_000, 30_000, 60_000];

export interface FailedLook {
  readonly failure: GitHubFailure;
  /** Failed tries in a row before this one. */
  readonly attempts: number;
  readonly nowMs: number;
  /** When GitHub first did not show the same thing; absent: just now. */
  readonly laggingSinceMs?: number;
  /** 0 to 1: spreads the tries of many subjects that failed together. */
  readonly jitter: number;
}

/** What becomes of work that GitHub did not let be done. */
export function planRetry(failed: FailedLook): Settlement {
  const { failure, attempts, nowMs, jitter } = failed;
  switch (failure.kind) {
    case "limited":
      return {
        kind: "wait",
        untilMs: failure.untilMs + (failure.why === "budget" ? Math.round(jitter * BUDGET_SPREAD_MS) : 0),
        why:
          failure.why === "budget"
            ? "the installation's budget is spent"
            : `limit of GitHub (${failure.why})`,
      };
    case "gone":
      return { kind: "superseded", why: `gone (${failure.status}): ${failure.message}` };
    case "forbidden":
      return { kind: "dead", why: `a permission is missing: ${failure.message}` };
    case "refused":
      return { kind: "dead", why: `GitHub refused it (${failure.status}): ${failure.message}` };
    case "lagging":
      return planLag(failure.message, failed.laggingSinceMs ?? nowMs, nowMs);
    case "unauthorized":
    case "fault":
      if (attempts >= MOST_ATTEMPTS) return { kind: "dead", why: `given up: ${failure.message}` };
      return { kind: "retry", untilMs: nowMs + toWaitMs(attempts, jitter), why: failure.message };
  }
}

/**
 * By the time since it began, not by tries: events that come meanwhile have the subject looked at sooner, and must not
 * use up the time that GitHub needs.
 */
function planLag(message: string, sinceMs: number, nowMs: number): Settlement {
  let untilMs = sinceMs;
  for (const waitMs of LAG_WAITS_MS) {
    untilMs += waitMs;
    if (untilMs > nowMs) return { kind: "wait", untilMs, why: `GitHub does not show it yet: ${message}` };
  }
  const seconds = Math.round((nowMs - sinceMs) / 1000);
  return { kind: "dead", why: `GitHub told of it, and did not show it for ${seconds} s: ${message}` };
}

/** 2 s, 4 s, 8 s ... 10 min, each between three quarters and five quarters of it. */
function toWaitMs(attempts: number, jitter: number): number {
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts, 20), LONGEST_WAIT_MS);
  return Math.round(waitMs * (0.75 + jitter / 2));
}
