import { describe, expect, it } from "vitest";
import { type FailedLook, planRetry } from "../../src/workflows/plan-retry.ts";
import type { GitHubFailure } from "../../src/workflows/ports/git-hub-error.ts";

const NOW_MS = Date.UTC(2026, 0, 5);
const FAULT: GitHubFailure = { kind: "fault", message: "502" };

function plan(failure: GitHubFailure, more: Partial<FailedLook> = {}) {
  return planRetry({ failure, attempts: 0, nowMs: NOW_MS, jitter: 0.5, ...more });
}

describe("planRetry", () => {
  it.each<readonly [GitHubFailure, string]>([
    [{ kind: "limited", untilMs: NOW_MS + 9_000, why: "primary" }, "wait"],
    [{ kind: "limited", untilMs: NOW_MS + 9_000, why: "secondary" }, "wait"],
    [{ kind: "limited", untilMs: NOW_MS + 9_000, why: "budget" }, "wait"],
    [{ kind: "gone", status: 404, message: "Not Found" }, "superseded"],
    [{ kind: "gone", status: 403, message: "suspended" }, "superseded"],
    [{ kind: "forbidden", message: "Resource not accessible by integration" }, "dead"],
    [{ kind: "refused", status: 422, message: "Invalid request" }, "dead"],
    [{ kind: "unauthorized", message: "Bad credentials" }, "retry"],
    [{ kind: "lagging", status: 422, message: "No commit found for SHA" }, "wait"],
    [FAULT, "retry"],
  ])("%j: %s", (failure, kind) => {
    const settlement = plan(failure);
    expect(settlement.kind).toBe(kind);
    if ("why" in settlement) expect(settlement.why).not.toBe("");
  });

  it("waits exactly as long as GitHub says", () => {
    const failure = { kind: "limited", untilMs: NOW_MS + 9_000, why: "secondary" } as const;
    expect(plan(failure, { jitter: 0.99 })).toMatchObject({ untilMs: NOW_MS + 9_000 });
  });

  it("spreads what waits for the budget, never before the budget says", () => {
    const failure = { kind: "limited", untilMs: NOW_MS + 500, why: "budget" } as const;
    expect(plan(failure, { jitter: 0 })).toMatchObject({ untilMs: NOW_MS + 500 });
    expect(plan(failure, { jitter: 0.5 })).toMatchObject({ untilMs: NOW_MS + 2_000 });
  });

  it("backs off from 2 s, doubled, to 10 min, within a quarter either way", () => {
    const listWaits = (jitter: number) =>
      [0, 1, 2, 8, 9, 100].map((attempts) => {
        const settlement = plan(FAULT, { attempts, jitter });
        return settlement.kind === "retry" ? settlement.untilMs - NOW_MS : 0;
      });
    expect(listWaits(0.5)).toEqual([2_000, 4_000, 8_000, 512_000, 600_000, 600_000]);
    expect(listWaits(0)).toEqual([1_500, 3_000, 6_000, 384_000, 450_000, 450_000]);
    expect(listWaits(1)).toEqual([2_500, 5_000, 10_000, 640_000, 750_000, 750_000]);
  });

  it("looks for what GitHub does not show yet after 2, 5, 15, 30 and 60 s, and then says so", () => {
    const failure = { kind: "lagging", status: 422, message: "No commit found for SHA" } as const;
    let nowMs = NOW_MS;
    const waits: number[] = [];
    for (;;) {
      const settlement = planRetry({
        failure,
        attempts: 7,
        nowMs,
        jitter: 0.9,
        laggingSinceMs: NOW_MS,
      });
      if (settlement.kind !== "wait") {
        expect(settlement).toEqual({
          kind: "dead",
          why: "GitHub told of it, and did not show it for 112 s: No commit found for SHA",
        });
        break;
      }
      waits.push((settlement.untilMs - nowMs) / 1_000);
      nowMs = settlement.untilMs;
    }
    expect(waits).toEqual([2, 5, 15, 30, 60]);
  });

  it("does not take a look that came sooner for one of them", () => {
    const failure = { kind: "lagging", status: 404, message: "Not Found" } as const;
    const early = { laggingSinceMs: NOW_MS - 1_000 };
    for (let looks = 0; looks < 10; looks += 1) {
      expect(plan(failure, early)).toMatchObject({ kind: "wait", untilMs: NOW_MS + 1_000 });
    }
  });

  it("gives up after more than a day of faults, with the last one's words", () => {
    expect(plan(FAULT, { attempts: 159 }).kind).toBe("retry");
    expect(plan(FAULT, { attempts: 160 })).toEqual({ kind: "dead", why: "given up: 502" });
  });
});
