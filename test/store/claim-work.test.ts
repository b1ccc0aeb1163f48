import { expect, it } from "vitest";
import { PRIORITY } from "../../src/model/subject.ts";
import type { ServiceStore, WorkClaim } from "../../src/workflows/ports/service-store.ts";
import { deliveryOf, INSTALLATION_ID, START_MS, subjectOf } from "./store-builders.ts";
import { claim, claimOne, describeOnEngines, LEASE_MS, type Rig } from "./store-rig.ts";

const toNumbers = (claims: readonly WorkClaim[]) =>
  claims.map(({ subject }) => (subject.kind === "pull-request" ? subject.number : subject.kind));

/** A worker that takes everything and is never heard of again. */
async function dieHolding(rig: Rig, store: ServiceStore = rig.store) {
  const claims = await claim(store);
  rig.nowMs += LEASE_MS + 1;
  return claims;
}

describeOnEngines("claiming work", (open) => {
  it("gives the most urgent first, then the one that waits longest, and no more than asked", async () => {
    const rig = await open();
    for (const [number, priority] of [
      [1, PRIORITY.backfill],
      [2, PRIORITY.event],
      [3, PRIORITY.event],
      [4, PRIORITY.person],
    ] as const) {
      await rig.store.bump([{ subject: subjectOf(number), priority }]);
      rig.nowMs += 1_000;
    }
    expect(toNumbers(await claim(rig.store, 3))).toEqual([4, 2, 3]);
    expect(toNumbers(await claim(rig.store, 3))).toEqual([1]);
  });

  it("gives a subject to one worker at a time", async () => {
    const { store } = await open();
    await store.bump(Array.from({ length: 60 }, (_, n) => ({ subject: subjectOf(n), priority: 2 as const })));
    const taken = await Promise.all(Array.from({ length: 12 }, () => claim(store, 7)));
    const numbers = taken.flatMap(toNumbers);
    expect(new Set(numbers).size).toBe(numbers.length);
    // On PostgreSQL a claim may pass over rows that another one holds; they are there for the next.
    numbers.push(...toNumbers(await claim(store)));
    expect(numbers).toHaveLength(60);
  });

  it("leaves a subject alone until its time has come", async () => {
    const rig = await open();
    await rig.store.bump([{ subject: subjectOf(1), priority: 3, notBeforeMs: START_MS + 500 }]);
    expect(await claim(rig.store)).toEqual([]);
    expect(await rig.store.findNextDueMs()).toBe(START_MS + 500);
    rig.nowMs = START_MS + 500;
    expect(toNumbers(await claim(rig.store))).toEqual([1]);
  });

  it("runs at once what an event asks for, though a sweep had set a later time", async () => {
    const { store } = await open();
    await store.bump([{ subject: subjectOf(1), priority: 3, notBeforeMs: START_MS + 60_000 }]);
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    await store.bump([{ subject: subjectOf(1), priority: 3, notBeforeMs: START_MS + 90_000 }]);
    expect(toNumbers(await claim(store))).toEqual([1]);
  });

  it("passes over the subjects of a held installation, and tells when they are due", async () => {
    const rig = await open();
    const other = INSTALLATION_ID + 1;
    await rig.store.bump([{ subject: subjectOf(1), priority: 2 }]);
    await rig.store.hold(INSTALLATION_ID, START_MS + 10_000);
    await rig.store.hold(INSTALLATION_ID, START_MS + 5_000);
    expect(await rig.store.findNextDueMs()).toBe(START_MS + 10_000);
    await rig.store.recordDeliveries([deliveryOf("d1", 1)]);
    expect(await claim(rig.store)).toEqual([]);
    await rig.store.bump([{ subject: subjectOf(2, other), priority: 4 }]);
    expect(toNumbers(await claim(rig.store))).toEqual([2]);
    rig.nowMs = START_MS + 10_000;
    expect(toNumbers(await claim(rig.store))).toEqual([1]);
  });

  it("knows no time when nothing waits", async () => {
    const { store } = await open();
    expect(await store.findNextDueMs()).toBeUndefined();
    await store.bump([{ subject: subjectOf(1), priority: 2 }]);
    await store.settle(await claimOne(store), { kind: "done" }, {});
    expect(await store.findNextDueMs()).toBeUndefined();
  });

  it("lets others have a subject when its lease is over, and refuses what the first worker writes then", async () => {
    const rig = await open();
    await rig.store.recordDeliveries([deliveryOf("d1", 1)]);
    const first = await claimOne(rig.store);
    expect(await rig.store.findNextDueMs()).toBe(START_MS + LEASE_MS);
    rig.nowMs = START_MS + LEASE_MS - 1;
    expect(await claim(rig.store)).toEqual([]);
    rig.nowMs = START_MS + LEASE_MS;
    const second = await claimOne(rig.store);
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(second.deliveries.map(({ id }) => id)).toEqual(["d1"]);
    expect(await rig.store.save(first, {})).toBe("refused");
    expect(await rig.store.settle(first, { kind: "done" }, {})).toBe("refused");
    expect(await rig.store.renewLeases([first, second], LEASE_MS)).toEqual(new Set([second.key]));
    expect(await rig.store.settle(second, { kind: "done" }, {})).toBe("settled");
  });

  it("keeps a renewed lease", async () => {
    const rig = await open();
    await rig.store.bump([{ subject: subjectOf(1), priority: 2 }]);
    const held = await claimOne(rig.store);
    rig.nowMs += LEASE_MS - 1;
    expect(await rig.store.renewLeases([held], LEASE_MS)).toEqual(new Set([held.key]));
    expect(await rig.store.renewLeases([], LEASE_MS)).toEqual(new Set());
    rig.nowMs += LEASE_MS - 1;
    expect(await claim(rig.store)).toEqual([]);
    expect(await rig.store.settle(held, { kind: "done" }, {})).toBe("settled");
  });

  it("takes released claims back untouched", async () => {
    const rig = await open();
    await rig.store.recordDeliveries([deliveryOf("d1", 1)]);
    for (let n = 0; n < 4; n += 1) {
      const given = await claimOne(rig.store);
      await rig.store.releaseClaims([given]);
      expect(await rig.store.settle(given, { kind: "done" }, {})).toBe("refused");
    }
    const again = await claimOne(rig.store);
    expect(again).toMatchObject({ attempts: 0, wanted: 1 });
    expect(again.deliveries).toHaveLength(1);
    expect(await rig.store.listDeadWork(10)).toEqual([]);
  });

  it("quarantines a subject over which three processes died, keeps its deliveries and gives it when retried", async () => {
    const rig = await open();
    await rig.store.recordDeliveries([deliveryOf("d1", 1)]);
    for (let death = 0; death < 3; death += 1) expect(await dieHolding(rig)).toHaveLength(1);
    expect(await claim(rig.store)).toEqual([]);
    await rig.store.recordDeliveries([deliveryOf("d2", 1)]);
    expect(await claim(rig.store)).toEqual([]);
    const [dead] = await rig.store.listDeadWork(10);
    expect(dead).toEqual({
      key: "pull-request:9000000001:1",
      state: "quarantined",
      why: "3 processes in a row ended while they worked on it",
      sinceMs: rig.nowMs,
    });
    expect(await rig.store.readFigures()).toEqual({
      oldestUndoneReceivedAtMs: undefined,
      undoneDeliveries: 0,
      waitingSubjects: 0,
      deadSubjects: 0,
      quarantinedSubjects: 1,
    });
    expect(await rig.store.retryDeadWork([dead!.key, "pull-request:1:1"])).toBe(1);
    expect((await claimOne(rig.store)).deliveries.map(({ id }) => id)).toEqual(["d1", "d2"]);
  });

  it("forgets the deaths of a subject that was settled", async () => {
    const rig = await open();
    await rig.store.bump([{ subject: subjectOf(1), priority: 2 }]);
    for (let death = 0; death < 2; death += 1) await dieHolding(rig);
    await rig.store.settle(await claimOne(rig.store), { kind: "retry", untilMs: rig.nowMs, why: "502" }, {});
    for (let death = 0; death < 2; death += 1) await dieHolding(rig);
    expect(await claim(rig.store)).toHaveLength(1);
  });

  it("counts no death for a lease that ran out on the worker that asks", async () => {
    const rig = await open();
    await rig.store.bump([{ subject: subjectOf(1), priority: 2 }]);
    for (let n = 0; n < 5; n += 1) {
      expect(
        await rig.store.claimWork({ owner: "alive", limit: 1, leaseMs: LEASE_MS }),
        "while the store was away nobody could renew",
      ).toHaveLength(1);
      rig.nowMs += LEASE_MS + 1;
    }
    expect(await rig.store.listDeadWork(10)).toEqual([]);
  });

  it("tells the guilty subject from those that were held beside it", async () => {
    const rig = await open();
    const guilty = 3;
    await rig.store.bump([1, 2, 3, 4, 5].map((n) => ({ subject: subjectOf(n), priority: 2 as const })));
    for (let step = 0; step < 30; step += 1) {
      const claims = await claim(rig.store);
      if (toNumbers(claims).includes(guilty)) rig.nowMs += LEASE_MS + 1;
      else for (const held of claims) await rig.store.settle(held, { kind: "done" }, {});
    }
    expect((await rig.store.listDeadWork(10)).map(({ key }) => key)).toEqual([
      `pull-request:9000000001:${guilty}`,
    ]);
    expect((await rig.store.readFigures()).waitingSubjects).toBe(0);
  });

  it("works on others while a suspect is held, and says when the next suspect is due", async () => {
    const rig = await open();
    await rig.store.bump([1, 2].map((n) => ({ subject: subjectOf(n), priority: 2 as const })));
    for (let death = 0; death < 2; death += 1) await dieHolding(rig);
    await rig.store.bump([{ subject: subjectOf(9), priority: 4 }]);
    const nowMs = rig.nowMs;
    const [suspect, ...others] = await claim(rig.store);
    expect(toNumbers([suspect!, ...others])).toEqual([1, 9]);
    expect(await claim(rig.store)).toEqual([]);
    expect(await rig.store.findNextDueMs()).toBe(nowMs + LEASE_MS);
    await rig.store.settle(suspect!, { kind: "done" }, {});
    expect(toNumbers(await claim(rig.store))).toEqual([2]);
  });
});
