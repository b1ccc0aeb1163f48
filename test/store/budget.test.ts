import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Budgets, DEFAULT_BUDGETS, FULL_BUDGET, spendBudget } from "../../src/store/budget.ts";
import type { RequestKind } from "../../src/workflows/ports/request-gate.ts";

const KINDS: readonly RequestKind[] = ["content", "check", "read", "write"];
const START_MS = 1_700_000_000_000;

/** Spends as fast as it may for a while, and says when each request went. */
function spendGreedily(kind: RequestKind, forMs: number): readonly number[] {
  const times: number[] = [];
  let levels = FULL_BUDGET;
  for (let nowMs = START_MS; nowMs < START_MS + forMs; ) {
    const spending = spendBudget({ levels, budgets: DEFAULT_BUDGETS }, kind, nowMs);
    if (spending.kind === "short") {
      nowMs = spending.untilMs;
    } else {
      levels = spending.levels;
      times.push(nowMs);
    }
  }
  return times;
}

function countMost(times: readonly number[], withinMs: number): number {
  let first = 0;
  return times.reduce((most, time, last) => {
    while (time - (times[first] ?? time) >= withinMs) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

describe("the budget of an installation", () => {
  it.each([
    // [kind, in any minute, in any hour]: content is below GitHub's 80 and 500, points below 900.
    ["content", 80, 500],
    ["check", 160, 7_240],
    ["write", 160, 7_240],
    ["read", 800, 36_200],
  ] as const)("never gives more %s requests than %i a minute and %i an hour", (kind, minute, hour) => {
    const times = spendGreedily(kind, 2 * 3_600_000);
    expect(countMost(times, 60_000)).toBeLessThanOrEqual(minute);
    expect(countMost(times, 3_600_000)).toBeLessThanOrEqual(hour);
    // And not much less either.
    expect(countMost(times, 3_600_000)).toBeGreaterThan(hour * 0.97);
  });

  it("lets a request go at the time it named, and not a millisecond before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(3_000)), { maxLength: 300 }),
        (steps) => {
          let levels = FULL_BUDGET;
          let nowMs = START_MS;
          for (const [kind, pauseMs] of steps) {
            nowMs += pauseMs;
            const state = { levels, budgets: DEFAULT_BUDGETS };
            const spending = spendBudget(state, kind, nowMs);
            if (spending.kind === "spent") {
              levels = spending.levels;
              continue;
            }
            expect(spending.untilMs).toBeGreaterThan(nowMs);
            expect(spendBudget(state, kind, spending.untilMs - 1).kind).toBe("short");
            expect(spendBudget(state, kind, spending.untilMs).kind).toBe("spent");
          }
        },
      ),
    );
  });

  it("spends nothing of a bucket where another one is short", () => {
    const budgets: Budgets = { ...DEFAULT_BUDGETS, contentMinute: { limit: 1, perMs: 60_000, burst: 1 } };
    const first = spendBudget({ levels: FULL_BUDGET, budgets }, "content", START_MS);
    if (first.kind !== "spent") throw new Error("a full budget is short");
    expect(spendBudget({ levels: first.levels, budgets }, "content", START_MS)).toEqual({
      kind: "short",
      untilMs: START_MS + 60_000,
    });
    expect(spendBudget({ levels: first.levels, budgets }, "check", START_MS).kind).toBe("spent");
  });

  it("recovers within a burst when the clock is set back", () => {
    const [levels] = [...Array(40)].reduce<[typeof FULL_BUDGET]>(
      ([current]) => {
        const spending = spendBudget({ levels: current, budgets: DEFAULT_BUDGETS }, "check", START_MS);
        return [spending.kind === "spent" ? spending.levels : current];
      },
      [FULL_BUDGET],
    );
    const back = START_MS - 86_400_000;
    const spending = spendBudget({ levels, budgets: DEFAULT_BUDGETS }, "check", back);
    expect(spending).toEqual({ kind: "short", untilMs: expect.any(Number) });
    if (spending.kind === "short") expect(spending.untilMs - back).toBeLessThan(60_000);
  });

  it("lets a single request through that costs more than the burst", () => {
    const budgets: Budgets = { ...DEFAULT_BUDGETS, points: { limit: 60, perMs: 60_000, burst: 1 } };
    expect(spendBudget({ levels: FULL_BUDGET, budgets }, "write", START_MS).kind).toBe("spent");
  });
});
