import fc from "fast-check";
import { expect, it } from "vitest";
import type { WorkClaim } from "../../src/workflows/ports/service-store.ts";
import { deliveryOf, subjectOf } from "./store-builders.ts";
import { claim, describeOnEngines, LEASE_MS, type Rig } from "./store-rig.ts";

/** What may happen to the store in any order: webhooks, workers that settle, save, pause or die, and restarts of the clock. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("record" as const), number: fc.nat(3), again: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("bump" as const), number: fc.nat(3), laterMs: fc.nat(9_000) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("claim" as const), limit: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("settle" as const),
      which: fc.nat(5),
      as: fc.constantFrom("done", "wait", "retry", "dead", "superseded", "release"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.nat(20_000) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface World {
  readonly rig: Rig;
  readonly held: WorkClaim[];
  /** Newest fence that was given for each key. */
  readonly fences: Map<string, number>;
  recorded: number;
}

async function settle(world: World, { which, as }: Extract<Step, { do: "settle" }>) {
  const { rig, held, fences } = world;
  const [taken] = held.splice(which % Math.max(held.length, 1), 1);
  if (taken === undefined) return;
  if (as === "release") return await rig.store.releaseClaims([taken]);
  const untilMs = rig.nowMs + 3_000;
  const settlement =
    as === "wait" || as === "retry"
      ? { kind: as, untilMs, why: "test" }
      : as === "done"
        ? { kind: as }
        : { kind: as, why: "test" };
  const answer = await rig.store.settle(taken, settlement, {});
  // A claim behind which a newer one was given writes nothing.
  if (fences.get(taken.key) !== taken.fence) expect(answer).toBe("refused");
}

async function take(world: World, one: Step): Promise<void> {
  const { rig, held, fences } = world;
  switch (one.do) {
    case "record":
      if (!one.again) world.recorded += 1;
      await rig.store.recordDeliveries([deliveryOf(`d${world.recorded}`, one.number)]);
      return;
    case "bump":
      await rig.store.bump([
        { subject: subjectOf(one.number), priority: 3, notBeforeMs: rig.nowMs + one.laterMs },
      ]);
      return;
    case "claim":
      for (const taken of await claim(rig.store, one.limit)) {
        expect(taken.fence).toBeGreaterThan(fences.get(taken.key) ?? 0);
        fences.set(taken.key, taken.fence);
        held.push(taken);
      }
      return;
    case "settle":
      return await settle(world, one);
    case "pass":
      rig.nowMs += one.ms;
      return;
  }
}

/** Time passes, dead work is retried, and a worker does what there is. */
async function drain({ rig }: World): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    rig.nowMs += LEASE_MS;
    await rig.store.retryDeadWork((await rig.store.listDeadWork(100)).map(({ key }) => key));
    const claims = await claim(rig.store);
    for (const taken of claims) await rig.store.settle(taken, { kind: "done" }, {});
    // Claiming is also what finds a third death: that subject is quarantined then, and nothing is due.
    const atRest = claims.length === 0 && (await rig.store.findNextDueMs()) === undefined;
    if (atRest && (await rig.store.listDeadWork(1)).length === 0) return;
  }
}

describeOnEngines("work, whatever happens in whatever order,", (open) => {
  it("ends with every delivery settled and nobody waiting", async () => {
    const rig = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const world: World = { rig, held: [], fences: new Map(), recorded: 0 };
        await rig.engine.db.deleteFrom("work").execute();
        await rig.engine.db.deleteFrom("delivery").execute();
        for (const one of steps) await take(world, one);
        await drain(world);
        expect(await rig.store.readFigures()).toEqual({
          oldestUndoneReceivedAtMs: undefined,
          undoneDeliveries: 0,
          waitingSubjects: 0,
          deadSubjects: 0,
          quarantinedSubjects: 0,
        });
        const states = await rig.engine.db.selectFrom("delivery").select("state").distinct().execute();
        // A delivery that was given up stays so, with its reason, when a later one wakes its subject.
        expect(states.map(({ state }) => state)).not.toContain("undone");
      }),
      { numRuns: 40 },
    );
  });
});
