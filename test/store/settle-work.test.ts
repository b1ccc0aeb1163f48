import { expect, it } from "vitest";
import {
  deliveryOf,
  INSTALLATION_ID,
  REPOSITORY_ID,
  START_MS,
  stateOf,
  subjectOf,
} from "./store-builders.ts";
import { claim, claimOne, describeOnEngines } from "./store-rig.ts";

describeOnEngines("settling work", (open) => {
  it("writes what the look left behind together with the settlement", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    expect(await store.settle(await claimOne(store), { kind: "done" }, { pullRequests: [stateOf(1)] })).toBe(
      "settled",
    );
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toEqual(stateOf(1));
    expect((await store.readFigures()).undoneDeliveries).toBe(0);
  });

  it("keeps nothing of what a delivery said once it is done", async () => {
    const { store, engine } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    await store.settle(await claimOne(store), { kind: "done" }, {});
    const row = await engine.db.selectFrom("delivery").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ id: "d1", state: "done", fields: null, received_at_ms: START_MS });
  });

  it("writes nothing of a refused claim", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    const old = await claimOne(store);
    await store.releaseClaims([old]);
    await claimOne(store);
    const writes = { pullRequests: [stateOf(1)], bumps: [{ subject: subjectOf(2), priority: 2 as const }] };
    expect(await store.settle(old, { kind: "done" }, writes)).toBe("refused");
    expect(await store.save(old, writes)).toBe("refused");
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toBeUndefined();
    expect(await claim(store)).toEqual([]);
    expect((await store.readFigures()).undoneDeliveries).toBe(1);
  });

  it("writes nothing at all where one write fails", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    const held = await claimOne(store);
    const broken = stateOf(2, { title: null as unknown as string });
    await expect(
      store.settle(held, { kind: "done" }, { pullRequests: [stateOf(1), broken] }),
    ).rejects.toThrow();
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toBeUndefined();
    expect(await store.settle(held, { kind: "done" }, {})).toBe("settled");
  });

  it("loses no delivery that is recorded while a settlement fails beside it", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    const held = await claimOne(store);
    const broken = { pullRequests: [stateOf(1), stateOf(2, { title: null as unknown as string })] };
    const outcomes = await Promise.allSettled([
      store.settle(held, { kind: "done" }, broken),
      ...[2, 3, 4].map((n) => store.recordDeliveries([deliveryOf(`d${n}`, n)])),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
    expect((await claim(store)).flatMap(({ deliveries }) => deliveries.map(({ id }) => id))).toEqual([
      "d2",
      "d3",
      "d4",
    ]);
  });

  it("leaves a subject waiting that was asked for meanwhile, with the deliveries that came", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    const held = await claimOne(store);
    await store.recordDeliveries([deliveryOf("d2", 1)]);
    expect(await claim(store)).toEqual([]);
    await store.settle(held, { kind: "done" }, {});
    const next = await claimOne(store);
    expect(next.deliveries.map(({ id }) => id)).toEqual(["d2"]);
    await store.settle(next, { kind: "done" }, {});
    expect(await claim(store)).toEqual([]);
  });

  it("keeps the time of a sweep that came while the subject was held", async () => {
    const rig = await open();
    await rig.store.bump([{ subject: subjectOf(1), priority: 2 }]);
    const held = await claimOne(rig.store);
    await rig.store.bump([{ subject: subjectOf(1), priority: 3, notBeforeMs: START_MS + 700 }]);
    await rig.store.settle(held, { kind: "done" }, {});
    expect(await claim(rig.store)).toEqual([]);
    expect(await rig.store.findNextDueMs()).toBe(START_MS + 700);
  });

  it("gives a subject with more deliveries than a claim carries again until none is left", async () => {
    const { store } = await open();
    await store.recordDeliveries(
      Array.from({ length: 1_001 }, (_, n) => deliveryOf(`d${String(n).padStart(4, "0")}`, 1)),
    );
    const sizes: number[] = [];
    for (;;) {
      const [held] = await claim(store);
      if (held === undefined) break;
      sizes.push(held.deliveries.length);
      await store.settle(held, { kind: "done" }, {});
    }
    expect(sizes).toEqual([500, 500, 1]);
  });

  it("waits without blame, and tries again with a count", async () => {
    const rig = await open();
    await rig.store.recordDeliveries([deliveryOf("d1", 1)]);
    await rig.store.settle(
      await claimOne(rig.store),
      { kind: "wait", untilMs: START_MS + 10, why: "limit" },
      {},
    );
    expect(await claim(rig.store)).toEqual([]);
    rig.nowMs = START_MS + 10;
    const second = await claimOne(rig.store);
    expect(second.attempts).toBe(0);
    await rig.store.settle(second, { kind: "retry", untilMs: START_MS + 20, why: "502" }, {});
    rig.nowMs = START_MS + 20;
    const third = await claimOne(rig.store);
    expect(third.attempts).toBe(1);
    expect(third.deliveries).toHaveLength(1);
    await rig.store.settle(third, { kind: "done" }, {});
    await rig.store.bump([{ subject: subjectOf(1), priority: 2 }]);
    expect((await claimOne(rig.store)).attempts).toBe(0);
  });

  it("clears a back-off when an event comes, before or after the settlement", async () => {
    const { store } = await open();
    const late = { kind: "retry", untilMs: START_MS + 600_000, why: "502" } as const;
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    await store.settle(await claimOne(store), late, {});
    await store.recordDeliveries([deliveryOf("d2", 1)]);
    const held = await claimOne(store);
    await store.recordDeliveries([deliveryOf("d3", 1)]);
    await store.settle(held, late, {});
    expect((await claimOne(store)).deliveries).toHaveLength(3);
  });

  it("keeps a subject that was given up with its reason, wakes it by a new event and gives the old ones on a retry", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    await store.settle(await claimOne(store), { kind: "dead", why: "GitHub said 422: nonsense" }, {});
    expect(await claim(store)).toEqual([]);
    expect(await store.listDeadWork(10)).toEqual([
      {
        key: "pull-request:9000000001:1",
        state: "dead",
        why: "GitHub said 422: nonsense",
        sinceMs: START_MS,
      },
    ]);
    expect(await store.readFigures()).toMatchObject({ deadSubjects: 1, undoneDeliveries: 0 });
    await store.recordDeliveries([deliveryOf("d2", 1)]);
    const woken = await claimOne(store);
    expect(woken).toMatchObject({ attempts: 0, deliveries: [{ id: "d2" }] });
    expect(await store.listDeadWork(10)).toEqual([]);
    await store.settle(woken, { kind: "dead", why: "again" }, {});
    expect(await store.retryDeadWork(["pull-request:9000000001:1"])).toBe(1);
    expect((await claimOne(store)).deliveries.map(({ id }) => id)).toEqual(["d1", "d2"]);
    expect(await store.retryDeadWork(["pull-request:9000000001:1"])).toBe(0);
    expect(await store.retryDeadWork([])).toBe(0);
  });

  it("supersedes the deliveries of a subject that no longer exists", async () => {
    const { store, engine } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    await store.settle(
      await claimOne(store),
      { kind: "superseded", why: "the pull request was deleted" },
      {},
    );
    expect(await claim(store)).toEqual([]);
    const row = await engine.db.selectFrom("delivery").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: "superseded", why: "the pull request was deleted", fields: null });
  });

  it("bumps what is to be looked at next, the subject itself included", async () => {
    const { store } = await open();
    await store.bump([{ subject: subjectOf(1), priority: 2 }]);
    const bumps = [1, 2, 2].map((n) => ({ subject: subjectOf(n), priority: 3 as const }));
    await store.settle(await claimOne(store), { kind: "done" }, { bumps });
    expect((await claim(store)).map(({ key, wanted }) => [key, wanted])).toEqual([
      ["pull-request:9000000001:1", 2],
      ["pull-request:9000000001:2", 2],
    ]);
  });

  it("saves in the middle of the work and keeps the claim", async () => {
    const { store } = await open();
    await store.bump([{ subject: subjectOf(1), priority: 2 }]);
    const held = await claimOne(store);
    const comment = { repositoryId: REPOSITORY_ID, number: 1, kind: "checklist", shown: "f1" } as const;
    expect(await store.save(held, { comments: [comment] })).toBe("saved");
    expect(await store.findComment(REPOSITORY_ID, 1, "checklist")).toEqual(comment);
    expect(await store.save(held, { comments: [{ ...comment, commentId: 44 }] })).toBe("saved");
    expect(await store.findComment(REPOSITORY_ID, 1, "checklist")).toEqual({ ...comment, commentId: 44 });
    expect(await store.settle(held, { kind: "done" }, {})).toBe("settled");
  });

  it("lets the work of a removed installation rest", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1), deliveryOf("d2", 2, { installationId: 8 })]);
    await store.bump([{ subject: { kind: "installation", installationId: INSTALLATION_ID }, priority: 0 }]);
    const [held] = await claim(store, 1);
    await store.settle(held!, { kind: "done" }, { removedInstallationIds: [INSTALLATION_ID] });
    expect((await claim(store)).map(({ subject }) => subject.installationId)).toEqual([8]);
    expect((await store.readFigures()).undoneDeliveries).toBe(1);
  });
});
