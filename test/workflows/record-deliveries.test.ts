import fc from "fast-check";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Delivery } from "../../src/model/webhook.ts";
import { createDeliveryRecorder } from "../../src/workflows/record-deliveries.ts";

function makeDelivery(id: string): Delivery {
  return { id, event: "ping", bodyHash: "", receivedAtMs: 0, content: { kind: "ignored", why: "" } };
}

/** A store that remembers its batches, and whose transactions end when the test says so. */
function createHeldStore() {
  const batches: string[][] = [];
  const held: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const known = new Set<string>();
  return {
    batches,
    held,
    async recordDeliveries(deliveries: readonly Delivery[]) {
      batches.push(deliveries.map(({ id }) => id));
      await new Promise<void>((resolve, reject) => void held.push({ resolve, reject }));
      return deliveries.map(({ id }) => {
        const outcome = known.has(id) ? ("duplicate" as const) : ("new" as const);
        known.add(id);
        return outcome;
      });
    },
  };
}

/** Runs what was put off when the test says so, and what that puts off in turn. */
function createDeferred() {
  const runs: (() => void)[] = [];
  return {
    defer: (run: () => void) => void runs.push(run),
    turn: () => {
      for (const run of runs.splice(0)) run();
    },
    run() {
      while (runs.length > 0) this.turn();
    },
  };
}

/** Lets everything that is already decided happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe("createDeliveryRecorder", () => {
  it("puts what waits together into one transaction, and tells each its own outcome", async () => {
    const store = createHeldStore();
    const tick = createDeferred();
    const recorder = createDeliveryRecorder(store, { defer: tick.defer });
    const outcomes = Promise.all(["a", "b", "a"].map((id) => recorder.record(makeDelivery(id))));
    expect(store.batches).toEqual([]);
    tick.run();
    store.held[0]!.resolve();
    expect(await outcomes).toEqual(["new", "new", "duplicate"]);
    expect(store.batches).toEqual([["a", "b", "a"]]);
  });

  it("runs one transaction at a time; what comes meanwhile is the next", async () => {
    const store = createHeldStore();
    const tick = createDeferred();
    const recorder = createDeliveryRecorder(store, { defer: tick.defer });
    const first = recorder.record(makeDelivery("a"));
    tick.run();
    const others = [recorder.record(makeDelivery("b")), recorder.record(makeDelivery("c"))];
    tick.run();
    expect(store.batches).toEqual([["a"]]);
    store.held[0]!.resolve();
    await first;
    await settle();
    tick.run();
    expect(store.batches).toEqual([["a"], ["b", "c"]]);
    store.held[1]!.resolve();
    expect(await Promise.all(others)).toEqual(["new", "new"]);
  });

  it("refuses all of a batch that fails, and goes on", async () => {
    const store = createHeldStore();
    const tick = createDeferred();
    const recorder = createDeliveryRecorder(store, { defer: tick.defer });
    const failing = Promise.allSettled(["a", "b"].map((id) => recorder.record(makeDelivery(id))));
    tick.run();
    store.held[0]!.reject(new Error("disk full"));
    expect(await failing).toMatchObject([
      { status: "rejected", reason: { message: "disk full" } },
      { status: "rejected", reason: { message: "disk full" } },
    ]);
    const after = recorder.record(makeDelivery("a"));
    tick.run();
    store.held[1]!.resolve();
    expect(await after).toBe("new");
  });

  it("bounds a batch and the queue", async () => {
    const store = createHeldStore();
    const tick = createDeferred();
    const recorder = createDeliveryRecorder(store, { defer: tick.defer, maxBatch: 2, maxWaiting: 3 });
    const taken = ["a", "b", "c"].map((id) => recorder.record(makeDelivery(id)));
    await expect(recorder.record(makeDelivery("d"))).rejects.toThrow(
      "3 deliveries wait for the store already",
    );
    tick.run();
    expect(store.batches).toEqual([["a", "b"]]);
    store.held[0]!.resolve();
    await taken[1];
    await settle();
    tick.run();
    store.held[1]!.resolve();
    expect(await Promise.all(taken)).toEqual(["new", "new", "new"]);
    expect(store.batches).toEqual([["a", "b"], ["c"]]);
  });

  it("refuses what a hung transaction holds, and goes on with the next", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const store = createHeldStore();
    const tick = createDeferred();
    const recorder = createDeliveryRecorder(store, { defer: tick.defer, maxCommitMs: 4_500 });
    const hung = recorder.record(makeDelivery("a"));
    tick.run();
    const next = recorder.record(makeDelivery("b"));
    vi.advanceTimersByTime(4_500);
    await expect(hung).rejects.toThrow("No answer within 4500 ms");
    await settle();
    tick.run();
    expect(store.batches).toEqual([["a"], ["b"]]);
    store.held[1]!.resolve();
    expect(await next).toBe("new");
  });

  it("waits for what is still coming in, but not for ever", async () => {
    const store = createHeldStore();
    const tick = createDeferred();
    const recorder = createDeliveryRecorder(store, { defer: tick.defer });
    let count = 0;
    while (store.batches.length === 0 && count < 100) {
      count += 1;
      void recorder.record(makeDelivery(`d${count}`));
      tick.turn();
    }
    expect(store.batches).toEqual([Array.from({ length: 11 }, (_, index) => `d${index + 1}`)]);
  });

  it("refuses what the store says nothing about", async () => {
    const recorder = createDeliveryRecorder({ recordDeliveries: async () => [] }, { defer: (run) => run() });
    await expect(recorder.record(makeDelivery("a"))).rejects.toThrow("did not say");
  });

  it("hands each delivery to the store once and in order, however they come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        async (ticks, maxBatch) => {
          const handed: string[] = [];
          const tick = createDeferred();
          const recorder = createDeliveryRecorder(
            {
              async recordDeliveries(deliveries) {
                expect(deliveries.length).toBeLessThanOrEqual(maxBatch);
                handed.push(...deliveries.map(({ id }) => id));
                return deliveries.map(() => "new" as const);
              },
            },
            { defer: tick.defer, maxBatch },
          );
          const ids = ticks.map((_, index) => `d${index}`);
          const outcomes: Promise<string>[] = [];
          for (const [index, isTick] of ticks.entries()) {
            outcomes.push(recorder.record(makeDelivery(`d${index}`)));
            if (!isTick) continue;
            tick.run();
            await settle();
          }
          while (handed.length < ids.length) {
            tick.run();
            await settle();
          }
          await Promise.all(outcomes);
          expect(handed).toEqual(ids);
        },
      ),
    );
  });
});
