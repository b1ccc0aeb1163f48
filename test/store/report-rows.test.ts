import fc from "fast-check";
import { expect, it } from "vitest";
import type { AssessedChange } from "../../src/model/change.ts";
import { openReportStore } from "../../src/store/open-reader.ts";
import { openStore } from "../../src/store/open-store.ts";
import { changeOf, REPOSITORY, REPOSITORY_ID, START_MS, stateOf } from "./store-builders.ts";
import { describeOnEngines, makeFolder, makeSchema, TEST_DATABASE_URL, write } from "./store-rig.ts";

const stored = (change: AssessedChange) => ({
  repositoryId: REPOSITORY_ID,
  change,
  catalogVersion: "v1",
});

describeOnEngines("what a report reads", (open) => {
  it("comes in pages, each change of the span once, oldest first, however many landed at once", async () => {
    const { store } = await open();
    let repositoryId = REPOSITORY_ID;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 4 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (times, limit) => {
          repositoryId += 1;
          const changes = times.map((time, index) => changeOf(index + 1, START_MS + time));
          await store.saveChanges(changes.map((change) => ({ ...stored(change), repositoryId })));
          const span = { sinceMs: START_MS + 1, untilMs: START_MS + 4, limit };
          const found: AssessedChange[] = [];
          for (;;) {
            const last = found.at(-1);
            const after = last && { landedAtMs: last.landedAtMs, id: last.id };
            const page = await store.listChanges(repositoryId, { ...span, ...(after && { after }) });
            expect(page.length).toBeLessThanOrEqual(limit);
            if (page.length === 0) break;
            found.push(...page);
          }
          const isMeant = ({ landedAtMs }: AssessedChange) =>
            landedAtMs >= span.sinceMs && landedAtMs < span.untilMs;
          const wanted = changes.filter(isMeant).map(({ id }) => id);
          expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted());
          const times2 = found.map(({ landedAtMs }) => landedAtMs);
          expect(times2).toEqual(times2.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("knows the span of what landed, and when the first was asked, whatever titles say", async () => {
    const { store } = await open();
    expect(await store.findLandedSpan(REPOSITORY_ID)).toBeUndefined();
    const before = { ...changeOf(1, START_MS), asked: false, title: '"asked":true' };
    await write(store, { changes: [stored(before)] });
    expect(await store.findLandedSpan(REPOSITORY_ID)).toEqual({ oldestMs: START_MS, newestMs: START_MS });
    await write(store, {
      changes: [stored(changeOf(2, START_MS + 5)), stored(changeOf(3, START_MS + 9))],
    });
    expect(await store.findLandedSpan(REPOSITORY_ID)).toEqual({
      oldestMs: START_MS,
      newestMs: START_MS + 9,
      firstAskedMs: START_MS + 5,
    });
  });

  it("lists merged pull requests by label in any case", async () => {
    const { store } = await open();
    const merged = { status: "merged", labels: ["Sprint 12", "x"] } as const;
    await write(store, {
      pullRequests: [
        stateOf(1, merged),
        stateOf(2, { ...merged, labels: [] }),
        stateOf(3, { ...merged, status: "open" }),
      ],
    });
    expect(await store.listLabelledNumbers(REPOSITORY_ID, "sprint 12")).toEqual(new Set([1]));
    expect(await store.listLabelledNumbers(REPOSITORY_ID, "sprint")).toEqual(new Set());
  });

  it("lists merged pull requests by the title of their milestone in any case", async () => {
    const { store } = await open();
    const merged = { status: "merged", milestone: "Überall 12" } as const;
    const { milestone: _, ...moved } = stateOf(4, { ...merged, updatedAtMs: START_MS + 2 });
    await write(store, {
      pullRequests: [
        stateOf(1, merged),
        stateOf(2, { status: "merged" }),
        stateOf(3, { ...merged, status: "open" }),
        stateOf(4, { ...merged, updatedAtMs: START_MS + 1 }),
        moved,
      ],
    });
    expect(await store.listMilestoneNumbers(REPOSITORY_ID, "überall 12")).toEqual(new Set([1]));
    expect(await store.listMilestoneNumbers(REPOSITORY_ID, "überall")).toEqual(new Set());
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toMatchObject({ milestone: "Überall 12" });
    expect(await store.findPullRequest(REPOSITORY_ID, 4)).not.toHaveProperty("milestone");
  });

  it("keeps readings, and counts what is new or differs", async () => {
    const { store } = await open();
    const readings = [
      { metric: "b", at: "2026-01-02", value: 0.1, source: "x" },
      { metric: "a", at: "2026-01-02", value: -3, source: "x" },
      { metric: "a", at: "2026-01-01", value: 1e12, source: "x" },
    ];
    expect(await store.saveReadings(REPOSITORY_ID, readings)).toBe(3);
    expect(await store.saveReadings(REPOSITORY_ID, readings)).toBe(0);
    expect(await store.saveReadings(REPOSITORY_ID, [{ ...readings[0]!, value: 0.2 }])).toBe(1);
    expect(await store.listReadings(REPOSITORY_ID)).toEqual([
      readings[2],
      readings[1],
      { ...readings[0], value: 0.2 },
    ]);
    expect(await store.listReadings(1)).toEqual([]);
  });

  it("keeps decisions until they are taken back", async () => {
    const { store } = await open();
    const decision = {
      repositoryId: REPOSITORY_ID,
      commentId: 7,
      question: "Why?",
      text: "So.",
      metrics: ["a"],
      audience: "public",
      saidAtMs: START_MS,
    } as const;
    await write(store, { decisions: [decision, { ...decision, commentId: 8, saidAtMs: START_MS - 1 }] });
    await write(store, { decisions: [{ ...decision, text: "No." }] });
    expect((await store.listDecisions(REPOSITORY_ID)).map(({ text }) => text)).toEqual(["So.", "No."]);
    expect((await store.listDecisions(REPOSITORY_ID)).at(-1)).toEqual({ ...decision, text: "No." });
    await write(store, { decisions: [{ ...decision, text: "" }] });
    expect((await store.listDecisions(REPOSITORY_ID)).map(({ commentId }) => commentId)).toEqual([8]);
  });

  it("keeps the issue, and lists it when its time has come", async () => {
    const { store } = await open();
    await write(store, {
      repositories: [REPOSITORY, { ...REPOSITORY, id: 3, name: "gone", isDeleted: true }],
    });
    const issue = {
      repositoryId: REPOSITORY_ID,
      parts: [{ shown: "f" }, { shown: "g", commentId: 5 }],
      questions: [{ question: "Why?", metrics: ["a"] }],
    };
    await write(store, { reportIssues: [issue] });
    expect(await store.findReportIssue(REPOSITORY_ID)).toEqual(issue);
    expect(await store.listDueReports(START_MS)).toEqual([]);
    const due = { ...issue, number: 4, nextAtMs: START_MS };
    await write(store, { reportIssues: [due, { ...due, repositoryId: 3 }] });
    expect(await store.findReportIssue(REPOSITORY_ID)).toEqual(due);
    expect(await store.listDueReports(START_MS - 1)).toEqual([]);
    expect(await store.listDueReports(START_MS)).toEqual([
      { kind: "report", installationId: REPOSITORY.installationId, repositoryId: REPOSITORY_ID },
    ]);
    expect((await store.listKnownRepositories()).map(({ id }) => id)).toEqual([REPOSITORY_ID]);
  });
});

it("a reader sees what the service wrote, while it runs, and can write nothing", async () => {
  const dataDir = makeFolder();
  await expect(openReportStore({ dataDir })).rejects.toThrow(/^There is no store .*: set DATA_DIR/);
  const service = await openStore({ dataDir, now: () => START_MS });
  const reader = await openReportStore({ dataDir });
  expect(await reader.findLandedSpan(REPOSITORY_ID)).toBeUndefined();
  await service.saveChanges([stored(changeOf(1, START_MS))]);
  expect(await reader.findLandedSpan(REPOSITORY_ID)).toMatchObject({ newestMs: START_MS });
  await service.saveChanges([stored(changeOf(2, START_MS + 1))]);
  await reader.close();
  await service.close();
  // Behind a service that has stopped there is no -wal file any more.
  const late = await openReportStore({ dataDir });
  expect(await late.findLandedSpan(REPOSITORY_ID)).toMatchObject({ newestMs: START_MS + 1 });
  await late.close();
});

// A constant of its own: within the test the compiler has forgotten what was asked.
const databaseUrl = TEST_DATABASE_URL;
if (databaseUrl !== undefined) {
  it("a reader of PostgreSQL as well", async () => {
    const { url, drop } = await makeSchema(databaseUrl);
    try {
      await expect(openReportStore({ dataDir: "", databaseUrl: url })).rejects.toThrow(/can't be read/);
      const service = await openStore({ dataDir: "", databaseUrl: url, now: () => START_MS });
      await service.saveChanges([stored(changeOf(1, START_MS))]);
      const reader = await openReportStore({ dataDir: "", databaseUrl: url });
      expect(await reader.findLandedSpan(REPOSITORY_ID)).toMatchObject({ newestMs: START_MS });
      await reader.close();
      await service.close();
    } finally {
      await drop();
    }
  });
}
