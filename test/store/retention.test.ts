import { expect, it } from "vitest";
import {
  changeOf,
  deliveryOf,
  fieldsOf,
  INSTALLATION_ID,
  REPOSITORY,
  REPOSITORY_ID,
  START_MS,
  stateOf,
  subjectOf,
} from "./store-builders.ts";
import { claim, claimOne, describeOnEngines, write } from "./store-rig.ts";

const DAY_MS = 86_400_000;
const KEEP_MS = 400 * DAY_MS;

function everythingOf(number: number, status: "open" | "merged") {
  return {
    pullRequests: [stateOf(number, { status })],
    paths: [
      {
        repositoryId: REPOSITORY_ID,
        number,
        headSha: "a".repeat(40),
        baseBranch: "main",
        paths: ["a"],
        truncated: false,
      },
    ],
    statements: [
      {
        repositoryId: REPOSITORY_ID,
        number,
        source: "command",
        originId: number,
        position: 0,
        text: "none",
        actorId: 42,
        saidAtMs: START_MS,
        accepted: true,
      },
    ],
    checks: [
      {
        repositoryId: REPOSITORY_ID,
        headSha: `${number}`.repeat(40),
        name: "throughline",
        number,
        shown: "f",
      },
    ],
    comments: [{ repositoryId: REPOSITORY_ID, number, kind: "checklist", shown: "f" }],
  } as const;
}

describeOnEngines("deleting what is expired", (open) => {
  it("deletes settled deliveries after 30 days, and keeps those that are not settled", async () => {
    const rig = await open();
    await rig.store.recordDeliveries([deliveryOf("d1", 1)]);
    await rig.store.settle(await claimOne(rig.store), { kind: "done" }, {});
    await rig.store.recordDeliveries([deliveryOf("d2", 2)]);
    rig.nowMs = START_MS + 30 * DAY_MS;
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(0);
    rig.nowMs += 1;
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(1);
    rig.nowMs += 2 * KEEP_MS;
    // The work row of the settled subject; the waiting one stays with its delivery.
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(1);
    expect((await claimOne(rig.store)).deliveries.map(({ id }) => id)).toEqual(["d2"]);
  });

  it("deletes everything of closed pull requests after the retention, and nothing of open ones", async () => {
    const rig = await open();
    await write(rig.store, everythingOf(1, "open"));
    await write(rig.store, everythingOf(2, "merged"));
    await write(rig.store, {
      repositories: [REPOSITORY],
      changes: [{ repositoryId: REPOSITORY_ID, change: changeOf(2, START_MS), catalogVersion: "v" }],
    });
    rig.nowMs = START_MS + KEEP_MS;
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(0);
    rig.nowMs += 1;
    // Five rows of the pull request, its change, and the idle work row through which all was written.
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(7);
    expect(await rig.store.findPullRequest(REPOSITORY_ID, 2)).toBeUndefined();
    expect(await rig.store.findChange(REPOSITORY_ID, 2)).toBeUndefined();
    expect(await rig.store.findRepository(REPOSITORY_ID)).toEqual(REPOSITORY);
    expect(await rig.store.listStatements(REPOSITORY_ID, 1)).toHaveLength(1);
    expect(await rig.store.findLastCheck(REPOSITORY_ID, 1, "throughline")).toBeDefined();
    expect(await rig.store.findComment(REPOSITORY_ID, 1, "checklist")).toBeDefined();
    expect(await rig.store.findPaths(REPOSITORY_ID, 1, "a".repeat(40))).toBeDefined();
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(0);
  });

  it("forgets after the retention, or with the app, which rule spoke", async () => {
    const rig = await open();
    const insight = { repositoryId: REPOSITORY_ID, rule: "focus", month: "2026-01", number: 1 };
    const list = () => rig.store.listInsights(REPOSITORY_ID, insight);
    await write(rig.store, { repositories: [REPOSITORY], insights: [insight] });
    rig.nowMs += KEEP_MS;
    await rig.store.deleteExpired(KEEP_MS);
    expect(await list()).toEqual([insight]);
    rig.nowMs += 1;
    await rig.store.deleteExpired(KEEP_MS);
    expect(await list()).toEqual([]);
    await write(rig.store, { insights: [insight], removedInstallationIds: [INSTALLATION_ID] });
    await rig.store.deleteExpired(KEEP_MS);
    expect(await list()).toEqual([]);
  });

  it("deletes more than one batch", async () => {
    const rig = await open();
    await rig.store.recordDeliveries(Array.from({ length: 1_200 }, (_, n) => deliveryOf(`d${n}`, n % 3)));
    for (const held of await claim(rig.store)) await rig.store.settle(held, { kind: "done" }, {});
    rig.nowMs += 31 * DAY_MS;
    expect(await rig.store.deleteExpired(KEEP_MS)).toBe(1_200);
  });

  it("deletes all of a removed installation, but not a repository that came to another one", async () => {
    const { store } = await open();
    const moved = { ...REPOSITORY, id: 77, installationId: INSTALLATION_ID + 1 };
    await write(store, { repositories: [REPOSITORY, { ...moved, installationId: INSTALLATION_ID }] });
    await write(store, everythingOf(1, "open"));
    await store.take(INSTALLATION_ID, "read");
    await write(store, { removedInstallationIds: [INSTALLATION_ID] });
    await write(store, { repositories: [moved], pullRequests: [stateOf(3, { repositoryId: 77 })] });
    // Five rows of the pull request, the repository, the budget and the installation.
    expect(await store.deleteExpired(KEEP_MS)).toBe(8);
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toBeUndefined();
    expect(await store.findRepository(REPOSITORY_ID)).toBeUndefined();
    expect(await store.findPullRequest(77, 3)).toBeDefined();
    expect(await store.findRepository(77)).toEqual(moved);
  });

  it("deletes all of a repository that is gone, and nothing of one that came back before", async () => {
    const { store } = await open();
    const back = { ...REPOSITORY, id: 77, name: "back" };
    await write(store, { repositories: [REPOSITORY, back] });
    const change = changeOf(9, START_MS);
    const changes = [{ repositoryId: REPOSITORY_ID, change, catalogVersion: "v1" }];
    await write(store, { ...everythingOf(1, "open"), changes });
    await write(store, { pullRequests: [stateOf(3, { repositoryId: 77 })] });
    await store.startBackfill(REPOSITORY_ID, 0);
    await store.startBackfill(77, 0);
    await write(store, { goneRepositories: [REPOSITORY, back] });
    // What a look that began before writes, and what an event that comes late shows, brings nothing back.
    await write(store, { repositories: [REPOSITORY] });
    expect((await store.findRepository(REPOSITORY_ID))?.isDeleted).toBe(true);
    await write(store, { listedRepositories: [back] });
    // Five rows of the pull request, what landed, the back-fill and the repository.
    expect(await store.deleteExpired(KEEP_MS)).toBe(8);
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toBeUndefined();
    expect(await store.findRepository(REPOSITORY_ID)).toBeUndefined();
    expect(await store.findPullRequest(77, 3)).toBeDefined();
    expect(await store.findRepository(77)).toEqual(back);
    // What happened meanwhile was not told: it is read again.
    expect((await store.findBackfill(77))?.phase).toBe("off");
    await write(store, { repositories: [REPOSITORY] });
    expect((await store.findRepository(REPOSITORY_ID))?.isDeleted).toBe(false);
  });

  it("keeps an installation that came back before the clean-up", async () => {
    const { store } = await open();
    const installation = {
      id: INSTALLATION_ID,
      accountId: 1,
      accountLogin: "Acme",
      accountType: "Organization",
      isSuspended: false,
    } as const;
    await write(store, { repositories: [REPOSITORY], removedInstallationIds: [INSTALLATION_ID] });
    await write(store, { installations: [installation] });
    expect(await store.deleteExpired(KEEP_MS)).toBe(0);
    expect(await store.findRepository(REPOSITORY_ID)).toBeDefined();
  });
});

describeOnEngines("forgetting a person", (open) => {
  it("leaves what was said and takes who said it, wherever that stands", async () => {
    const { store, engine } = await open();
    const record = {
      version: 1,
      number: 1,
      button: { identifier: "none", claims: [], actorId: 42, saidAtMs: START_MS },
      suggestions: [],
      blind: false,
      catalogVersion: "v",
    } as const;
    const world = everythingOf(1, "merged");
    await write(store, {
      ...world,
      pullRequests: [stateOf(1, { author: { id: 42, login: "mallory", isBot: false } }), stateOf(2)],
      checks: [{ ...world.checks[0], record }],
      changes: [
        { repositoryId: REPOSITORY_ID, change: changeOf(1, START_MS, "mallory"), catalogVersion: "v" },
        { repositoryId: REPOSITORY_ID, change: changeOf(2, START_MS), catalogVersion: "v" },
      ],
    });
    await store.recordDeliveries([
      deliveryOf("d1", 1, { fields: fieldsOf(1, { senderId: 42 }) }),
      deliveryOf("d2", 2),
    ]);
    expect(await store.forgetUser(42)).toBe(5);
    expect(await store.forgetUser(42)).toBe(0);
    expect((await store.listStatements(REPOSITORY_ID, 1))[0]).toMatchObject({ actorId: 0, text: "none" });
    expect((await store.findPullRequest(REPOSITORY_ID, 1))?.author).toEqual({
      id: 0,
      login: "ghost",
      isBot: false,
    });
    expect((await store.findPullRequest(REPOSITORY_ID, 2))?.author.login).toBe("ada");
    expect((await store.findChange(REPOSITORY_ID, 1))?.author).toBe("ghost");
    expect((await store.findChange(REPOSITORY_ID, 2))?.author).toBe("ada");
    expect((await store.findLastCheck(REPOSITORY_ID, 1, "throughline"))?.record?.button).toMatchObject({
      actorId: 0,
    });
    const rows = await engine.db.selectFrom("delivery").select("fields").orderBy("id").execute();
    expect(rows[0]?.fields).not.toContain("42");
    expect(rows[0]?.fields).toContain('"sender":{"id":0,"login":"ghost"');
    expect(JSON.parse(rows[1]?.fields ?? "")).toEqual(fieldsOf(2));
  });

  it("does not take another id that begins alike", async () => {
    const { store } = await open();
    await write(store, { pullRequests: [stateOf(1, { author: { id: 421, login: "eve", isBot: false } })] });
    await store.recordDeliveries([deliveryOf("d1", 1, { fields: fieldsOf(1, { senderId: 421 }) })]);
    expect(await store.forgetUser(42)).toBe(0);
  });
});

describeOnEngines("figures", (open) => {
  it("tell what lags and what needs a person", async () => {
    const { store } = await open();
    await store.recordDeliveries([
      deliveryOf("d1", 1, { receivedAtMs: START_MS + 5 }),
      deliveryOf("d2", 2, { receivedAtMs: START_MS + 3 }),
      deliveryOf("d3", 2, { receivedAtMs: START_MS + 4 }),
    ]);
    await store.bump([{ subject: subjectOf(3), priority: 3 }]);
    expect(await store.readFigures()).toEqual({
      oldestUndoneReceivedAtMs: START_MS + 3,
      undoneDeliveries: 3,
      waitingSubjects: 3,
      deadSubjects: 0,
      quarantinedSubjects: 0,
    });
    for (const held of await claim(store)) await store.settle(held, { kind: "dead", why: "422" }, {});
    expect(await store.readFigures()).toEqual({
      oldestUndoneReceivedAtMs: undefined,
      undoneDeliveries: 0,
      waitingSubjects: 0,
      deadSubjects: 3,
      quarantinedSubjects: 0,
    });
  });
});
