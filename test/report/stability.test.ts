import { describe, expect, it } from "vitest";
import type { AssessedChange } from "../../src/model/change.ts";
import { listFixed, listReverted } from "../../src/report/follow-ups.ts";
import { createChangeColumns, isFix, type SortedChanges } from "../../src/report/tally/change-columns.ts";
import { toChange } from "./made-changes.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const START_MS = Date.UTC(2026, 8, 1);

function at(day: number, number: number, change: Partial<Parameters<typeof toChange>[0]> = {}) {
  return toChange({ number, landedAtMs: START_MS + day * DAY_MS, paths: ["a.ts"], ...change });
}

function sort(changes: readonly AssessedChange[]) {
  const columns = createChangeColumns();
  for (const change of changes) columns.add(change);
  return columns.sort();
}

function listIds(changes: SortedChanges, marks: Uint8Array) {
  return changes.ids.filter((_, position) => marks[position] === 1).sort();
}

describe("isFix", () => {
  it.each([
    "fix: a",
    "fix(cart): b",
    "Fixes the login",
    "Fixed: c",
    "hotfix d",
    "Bugfix for e",
    "bug fix f",
    "fix!: g",
  ])("%s is one", (title) => {
    expect(isFix({ title })).toBe(true);
  });

  it.each(["feat: prefix", "Fixture for carts", "Add hotfix notes", "suffix: x"])("%s is none", (title) => {
    expect(isFix({ title })).toBe(false);
  });

  it("takes a revert for one", () => {
    expect(isFix({ title: "Take it back", reverts: { number: 3 } })).toBe(true);
  });
});

describe("listFixed", () => {
  const fix = { title: "fix: it" };

  it.each([
    ["within the days", [at(10, 2, fix), at(0, 1)], ["#1"]],
    ["on the last day", [at(14, 2, fix), at(0, 1)], ["#1"]],
    ["after the days", [at(14.01, 2, fix), at(0, 1)], []],
    ["in another file", [at(1, 2, { ...fix, paths: ["b.ts"] }), at(0, 1)], []],
    ["by what is no fix", [at(1, 2), at(0, 1)], []],
    ["in the same second", [at(0, 2, fix), at(0, 1)], []],
    ["by the nearest of two", [at(20, 3, fix), at(5, 2, fix), at(0, 1)], ["#1"]],
    ["with a fix of the same second between", [at(5, 4, fix), at(0, 3, fix), at(0, 1)], ["#1", "#3"]],
  ])("%s", (_name, changes, expected) => {
    const sorted = sort(changes);
    expect(listIds(sorted, listFixed(sorted, 14))).toEqual(expected);
  });
});

describe("listReverted", () => {
  it("finds by number, by the start of a SHA, and by title the newest earlier one", () => {
    const one = at(0, 1);
    const two = at(1, 2);
    const three = at(2, 3, { title: "Same" });
    const four = at(3, 4, { title: "Same" });
    const sorted = sort([
      at(9, 9, { reverts: { title: "Same" } }),
      at(8, 8, { reverts: { sha: two.sha.slice(0, 9).toUpperCase() } }),
      at(7, 7, { reverts: { number: 1 } }),
      four,
      three,
      two,
      one,
    ]);
    expect(listIds(sorted, listReverted(sorted))).toEqual(["#1", "#2", "#4"]);
  });

  it("takes back only what came before", () => {
    const sorted = sort([at(2, 2), at(1, 1, { reverts: { number: 2 } })]);
    expect(listIds(sorted, listReverted(sorted))).toEqual([]);
  });
});
