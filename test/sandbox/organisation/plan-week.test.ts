import { describe, expect, it } from "vitest";
import { planWeek } from "../../../sandbox/organisation/plan-week.ts";
import type { PlannedChange } from "../../../sandbox/organisation/planned-change.ts";
import { SAMPLE_ORGANISATION } from "../../../sandbox/organisation/sample-organisation.ts";

const MONDAY_MS = Date.UTC(2026, 0, 5);
const WEEK_MS = 7 * 86_400_000;

function planWeeks(count: number, seed = 1): readonly PlannedChange[] {
  const planned: PlannedChange[] = [];
  for (let week = 0; week < count; week += 1) {
    const weekStartMs = MONDAY_MS + week * WEEK_MS;
    planned.push(...planWeek(SAMPLE_ORGANISATION, { seed, weekStartMs, earlier: planned }));
  }
  return planned;
}

describe("planWeek", () => {
  it("gives the same weeks for a seed, and others for another", () => {
    expect(planWeeks(3)).toEqual(planWeeks(3));
    expect(planWeeks(3)).not.toEqual(planWeeks(3, 2));
  });

  it("opens and lands within the week, and numbers in the order of the openings", () => {
    const planned = planWeeks(4);
    expect(planned.map(({ place }) => place)).toEqual(planned.map((_, place) => place));
    for (const { openedAtMs, landedAtMs } of planned) {
      const weekEndMs = openedAtMs - ((openedAtMs - MONDAY_MS) % WEEK_MS) + WEEK_MS;
      expect(landedAtMs).toBeGreaterThan(openedAtMs);
      expect(landedAtMs).toBeLessThan(weekEndMs);
    }
  });

  it("has all ways to answer, silence, reverts, bots and forks", () => {
    const planned = planWeeks(24);
    const kinds = new Set(planned.map(({ answer }) => answer.kind));
    expect(kinds).toEqual(new Set(["none", "button", "command", "label"]));
    expect(planned.some(({ body }) => /^Impact: /m.test(body))).toBe(true);
    expect(planned.some(({ body }) => body.includes("- [x]"))).toBe(true);
    expect(planned.some(({ body }) => /for #\{\d+\}/.test(body))).toBe(true);
    expect(planned.some(({ title }) => title.startsWith('Revert "'))).toBe(true);
    expect(planned.some(({ by }) => by === "renovate[bot]")).toBe(true);
    expect(planned.some(({ isFromFork }) => isFromFork)).toBe(true);
    expect(planned.some(({ answer, body }) => answer.kind === "none" && !body.includes("Impact"))).toBe(true);
  });
});
