import { expect, it } from "vitest";
import { DEFAULT_BUDGETS } from "../../src/store/budget.ts";
import { START_MS } from "./store-builders.ts";
import { describeOnEngines } from "./store-rig.ts";

describeOnEngines("the request gate", (open) => {
  it("lets the burst go, then tells the time of the next one", async () => {
    const rig = await open();
    for (let n = 0; n < 20; n += 1) expect(await rig.store.take(1, "content")).toBeUndefined();
    expect(await rig.store.take(1, "content")).toBe(START_MS + 1_000);
    expect(await rig.store.take(2, "content")).toBeUndefined();
    expect(await rig.store.take(1, "check")).toBeUndefined();
    rig.nowMs += 1_000;
    expect(await rig.store.take(1, "content")).toBeUndefined();
    expect(await rig.store.take(1, "content")).toBe(START_MS + 2_000);
  });

  it("never gives one unit to two that ask at once", async () => {
    const { store } = await open();
    const answers = await Promise.all(Array.from({ length: 40 }, () => store.take(1, "content")));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(20);
  });

  it("remembers what was spent when the process is another one", async () => {
    const { store, reopen } = await open();
    for (let n = 0; n < 20; n += 1) await store.take(1, "content");
    expect(await (await reopen()).take(1, "content")).toBe(START_MS + 1_000);
  });

  it("holds an installation for as long as the longest wait that GitHub told", async () => {
    const rig = await open();
    await rig.store.hold(1, START_MS + 60_000);
    await rig.store.hold(1, START_MS + 30_000);
    expect(await rig.store.take(1, "read")).toBe(START_MS + 60_000);
    expect(await rig.store.take(2, "read")).toBeUndefined();
    rig.nowMs = START_MS + 60_000;
    expect(await rig.store.take(1, "read")).toBeUndefined();
  });

  it("keeps what was spent through a hold", async () => {
    const rig = await open();
    for (let n = 0; n < 20; n += 1) await rig.store.take(1, "content");
    await rig.store.hold(1, START_MS + 10);
    rig.nowMs = START_MS + 10;
    expect(await rig.store.take(1, "content")).toBe(START_MS + 1_000);
  });

  it("has no budget where it is off, and still waits when told", async () => {
    const { store } = await open("off");
    for (let n = 0; n < 50; n += 1) expect(await store.take(1, "content")).toBeUndefined();
    await store.hold(1, START_MS + 5);
    expect(await store.take(1, "content")).toBe(START_MS + 5);
  });

  it("takes the limits it is given", async () => {
    const { store } = await open({ ...DEFAULT_BUDGETS, check: { limit: 1, perMs: 7_000, burst: 2 } });
    expect(await store.take(1, "check")).toBeUndefined();
    expect(await store.take(1, "check")).toBeUndefined();
    expect(await store.take(1, "check")).toBe(START_MS + 7_000);
  });
});
