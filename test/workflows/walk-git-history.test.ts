import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import type { AssessedChange, Change } from "../../src/model/change.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import type {
  ChangeHistory,
  ChangeRequest,
  RepositoryFacts,
} from "../../src/workflows/ports/change-history.ts";
import { walkGitHistory } from "../../src/workflows/walk-git-history.ts";

const CATALOG = `version: 1
metrics:
  retention: { name: Retention, kind: revenue, better: up, visibility: public }
  conversion: { name: Conversion, kind: customer, better: up, drives: [retention], visibility: public }
areas:
  cart: { paths: ["cart/**"], metrics: [conversion] }
prompt:
  exempt: { authors: ["renovate*"], labels: [], paths: ["docs/**"] }
`;

const day = (count: number) => Date.UTC(2026, 0, count, 12);
const WINDOW = { since: "2026-01-11", until: "2026-01-21" };

function readPolicy() {
  const { catalog, problems } = buildCatalog([
    { layer: "repository", text: CATALOG, file: "throughline.yml" },
  ]);
  if (catalog === undefined) throw new Error(JSON.stringify(problems));
  return compilePolicy(catalog);
}
const POLICY = readPolicy();

function change(number: number, atDay: number, more: Partial<Change> = {}): Change {
  return {
    sha: number.toString(16).padStart(40, "0"),
    number,
    title: `Change (#${number})`,
    body: "",
    author: "Mona <mona@example.com>",
    landedAtMs: day(atDay),
    paths: ["cart/a.ts"],
    labels: [],
    ...more,
  };
}

function hold(changes: readonly Change[]): {
  history: ChangeHistory;
  facts: RepositoryFacts;
  asked: ChangeRequest[];
} {
  const asked: ChangeRequest[] = [];
  const times = changes.map(({ landedAtMs }) => landedAtMs);
  const facts: RepositoryFacts = {
    repository: "acme/shop",
    line: "main",
    tip: "f".repeat(40),
    isShallow: false,
    changes: changes.length,
    tipLandedAtMs: 0,
    newestLandedAtMs: Math.max(...times),
    notes: [],
    oldestLandedAtMs: Math.min(...times),
  };
  const history: ChangeHistory = {
    readRepository: () => Promise.resolve({ ok: true, value: facts }),
    async *listChanges(request) {
      asked.push(request);
      for (const one of changes) {
        const isInside = one.landedAtMs >= request.sinceMs && one.landedAtMs < request.untilMs;
        if (isInside || (request.outside === "answers" && /impact/i.test(one.body))) yield one;
      }
    },
    readFile: () => Promise.resolve({ kind: "absent" }),
    readVersions: () => Promise.resolve([]),
  };
  return { history, facts, asked };
}

async function walk(all: readonly Change[], held = hold(all)) {
  const { history, facts } = held;
  const changes: AssessedChange[] = [];
  const previous: AssessedChange[] = [];
  const comparison = await walkGitHistory(history, {
    policy: POLICY,
    window: WINDOW,
    facts,
    taker: {
      add: (one) => {
        changes.push(one);
      },
      addPrevious: (one) => {
        previous.push(one);
      },
    },
  });
  return { comparison, changes, previous };
}

async function answersOf(changes: readonly Change[]): Promise<Record<string, unknown>> {
  const { changes: found } = await walk(changes);
  return Object.fromEntries(found.map(({ id, answer }) => [id, answer]));
}

const inherited = [{ metric: "conversion", effect: "enables", provenance: "inherited", source: "reference" }];

describe("walkGitHistory", () => {
  it("gives the window and the one before, each change by its own date", async () => {
    const all = [change(1, -20), change(2, 1), change(3, 11), change(4, 10), change(5, 20), change(6, 21)];
    const held = hold(all);
    const found = await walk(all, held);
    expect(found.comparison).toBe("compared");
    expect(found.changes.map(({ id }) => id)).toEqual(["#3", "#5"]);
    expect(found.previous.map(({ id }) => id)).toEqual(["#2", "#4"]);
    expect(held.asked).toEqual([
      { sinceMs: Date.UTC(2026, 0, 1), untilMs: Date.UTC(2026, 0, 21), outside: "answers" },
    ]);
  });

  it("has no window before where the history begins in it", async () => {
    const short = await walk([change(2, 2), change(3, 12)]);
    expect(short).toMatchObject({ comparison: "without-comparison", previous: [] });
    const long = await walk([change(1, 0), change(3, 12)]);
    expect(long).toMatchObject({ comparison: "compared", previous: [] });
  });

  it("says of each change what was said, what it touched and whether it is exempt", async () => {
    const { changes } = await walk([
      change(1, 12, { body: "Impact: protects retention" }),
      change(2, 13, { paths: ["cart/a.ts", "other.ts"] }),
      change(3, 14, { author: "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>" }),
      change(4, 15, { paths: ["docs/a.md"] }),
    ]);
    expect(
      changes.map(({ eligible, answer, areas, touchesNoArea }) => ({
        eligible,
        kind: answer.kind,
        areas: areas.map(({ area }) => area),
        touchesNoArea,
      })),
    ).toEqual([
      { eligible: true, kind: "tags", areas: ["cart"], touchesNoArea: false },
      { eligible: true, kind: "unanswered", areas: ["cart"], touchesNoArea: true },
      { eligible: false, kind: "unanswered", areas: ["cart"], touchesNoArea: false },
      { eligible: false, kind: "unanswered", areas: [], touchesNoArea: true },
    ]);
  });

  it("resolves a reference to a change long before, to a later one, and by the repository's name", async () => {
    const answers = await answersOf([
      change(1, -300, { body: "Impact: conversion" }),
      change(2, 12, { body: "Impact: for #1" }),
      change(3, 13, { body: "Impact: for acme/shop#1" }),
      change(4, 14, { body: "Impact: for #5" }),
      change(5, 30, { body: "Impact: conversion" }),
    ]);
    for (const id of ["#2", "#3", "#4"]) expect(answers[id]).toEqual({ kind: "tags", tags: inherited });
  });

  it("takes a circle, a second hop, a change that is not here and one that says nothing as unsure", async () => {
    const answers = await answersOf([
      change(1, 11, { body: "Impact: conversion" }),
      change(2, 12, { body: "Impact: for #1" }),
      change(3, 13, { body: "Impact: for #2" }),
      change(4, 14, { body: "Impact: for #5" }),
      change(5, 15, { body: "Impact: for #4" }),
      change(6, 16, { body: "Impact: for #6" }),
      change(7, 17, { body: "Impact: for #99" }),
      change(8, 18),
      change(9, 19, { body: "Impact: for #8" }),
      change(10, 19, { body: "Impact: for elsewhere/shop#1" }),
    ]);
    expect(answers["#2"]).toMatchObject({ kind: "tags" });
    for (const id of ["#3", "#4", "#5", "#6", "#7", "#9", "#10"])
      expect(answers[id]).toEqual({ kind: "unsure" });
  });

  it("guesses from what was declared before a change, however long ago, and never after it", async () => {
    const outside = { paths: ["lib/a.ts"] };
    const said = (number: number, at: number) =>
      change(number, at, { ...outside, body: "Impact: retention" });
    const before = Array.from({ length: 12 }, (_, index) => said(index + 1, -400 + index));
    const { changes } = await walk([...before, change(50, 12, outside)]);
    expect(changes[0]?.guess).toBe("retention");
    const after = Array.from({ length: 12 }, (_, index) => said(index + 60, 30 + index));
    const late = await walk([change(50, 12, outside), ...after]);
    expect(late.changes[0]).not.toHaveProperty("guess");
  });

  it("tells of its progress, and passes on a history that ends in an error", async () => {
    const many = Array.from({ length: 1200 }, (_, index) => change(index + 1, 12));
    const { history, facts } = hold(many);
    const told: number[] = [];
    const request = {
      policy: POLICY,
      window: WINDOW,
      facts,
      taker: { add: () => undefined, addPrevious: () => undefined },
      onProgress: (count: number) => told.push(count),
    };
    await walkGitHistory(history, request);
    expect(told).toEqual([500, 1000]);
    const broken: ChangeHistory = {
      ...history,
      // biome-ignore lint/correctness/useYield: it fails before its first change
      async *listChanges() {
        throw new Error("Git stopped early.");
      },
    };
    await expect(walkGitHistory(broken, request)).rejects.toThrow("Git stopped early.");
  });

  it("gives the same for the same history", async () => {
    const changes = Array.from({ length: 40 }, (_, index) =>
      change(index + 1, 1 + (index % 20), { body: index % 3 === 0 ? "Impact: conversion" : "" }),
    );
    expect(await walk(changes)).toEqual(await walk(changes));
  });
});
