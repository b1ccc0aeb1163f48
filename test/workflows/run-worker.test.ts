import { describe, expect, it, onTestFinished } from "vitest";
import { PRIORITY } from "../../src/model/subject.ts";
import { GitHubError } from "../../src/workflows/ports/git-hub-error.ts";
import type { ServiceStore, Settlement, WorkClaim } from "../../src/workflows/ports/service-store.ts";
import { type LookOutcome, Worker } from "../../src/workflows/run-worker.ts";
import { StaleClaimError } from "../../src/workflows/stale-claim-error.ts";
import { type LookRig, openLookRig, REPOSITORY, SILENT, stateOf, told } from "../support/look-rig.ts";

const DONE: LookOutcome = { settlement: { kind: "done" }, writes: {} };

interface WorkerRig extends LookRig {
  readonly worker: Worker;
  readonly looks: WorkClaim[];
  readonly settled: Settlement[];
  readonly counts: { steals: number; refused: number; limited: string[] };
  tell(...numbers: readonly number[]): Promise<void>;
  /** Resolves when so many looks are settled. */
  untilSettled(count: number): Promise<void>;
}

/** What goes wrong with the store before it takes a result. */
type Hindrance = (settlement: Settlement) => Promise<void>;

async function startWorker(
  lookAt: (claim: WorkClaim, rig: LookRig) => Promise<LookOutcome>,
  hinder: Hindrance = () => Promise.resolve(),
): Promise<WorkerRig> {
  const rig = await openLookRig();
  const [looks, settled]: [WorkClaim[], Settlement[]] = [[], []];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const counts: WorkerRig["counts"] = { steals: 0, refused: 0, limited: [] };
  const worker = new Worker({
    store: {
      ...rig.store,
      async settle(claim, settlement, writes) {
        await hinder(settlement);
        const result = await rig.store.settle(claim, settlement, writes);
        settled.push(settlement);
        for (const { count, resolve } of waiting) if (settled.length >= count) resolve();
        return result;
      },
    },
    log: SILENT,
    now: () => rig.clock.nowMs,
    random: () => 0.5,
    owner: "test",
    concurrency: 4,
    lookAt: (claim) => {
      looks.push(claim);
      return lookAt(claim, rig);
    },
    metrics: {
      countLeaseSteal: () => {
        counts.steals += 1;
      },
      countRefusedWrite: () => {
        counts.refused += 1;
      },
      countLimited: (why) => counts.limited.push(why),
    },
  });
  onTestFinished(() => worker.stop(0));
  let deliveries = 0;
  const nextDelivery = (): number => {
    deliveries += 1;
    return deliveries;
  };
  return {
    ...rig,
    worker,
    looks,
    settled,
    counts,
    async tell(...numbers) {
      const subject = { kind: "pull-request", installationId: 77, repositoryId: REPOSITORY.id } as const;
      await rig.store.recordDeliveries(
        numbers.map((number) => ({
          id: `told-${nextDelivery()}`,
          event: "pull_request",
          bodyHash: "",
          receivedAtMs: rig.clock.nowMs,
          content: {
            kind: "work",
            subject: { ...subject, number },
            priority: PRIORITY.event,
            fields: told(stateOf({ number })),
          },
        })),
      );
      worker.wake();
    },
    untilSettled: (count) =>
      new Promise((resolve) => {
        if (settled.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

describe("Worker", () => {
  it("looks at each subject once for all that was told of it", async () => {
    const rig = await startWorker(async () => DONE);
    await rig.tell(1, 1, 1, 2);
    await rig.untilSettled(2);
    expect(rig.looks.map(({ deliveries }) => deliveries.length).sort()).toEqual([1, 3]);
    expect(await rig.store.readFigures()).toMatchObject({ undoneDeliveries: 0, waitingSubjects: 0 });
  });

  it("looks again where more was told meanwhile, and never at one subject twice at once", async () => {
    let underWay = 0;
    let most = 0;
    const rig = await startWorker(async (claim) => {
      underWay += 1;
      most = Math.max(most, underWay);
      if (claim.fence === 1) await rig.tell(1);
      underWay -= 1;
      return DONE;
    });
    await rig.tell(1);
    await rig.untilSettled(2);
    expect(most).toBe(1);
    expect(rig.looks.map(({ fence }) => fence)).toEqual([1, 2]);
  });

  it("tries again what failed, and waits without blame for a limit", async () => {
    const failures = [
      new Error("a defect"),
      new GitHubError({ kind: "fault", message: "502" }),
      new GitHubError({ kind: "limited", untilMs: 0, why: "secondary" }),
    ];
    const rig = await startWorker(async ({ fence }) => {
      const failure = failures[fence - 1];
      if (failure !== undefined) throw failure;
      return DONE;
    });
    await rig.tell(1);
    for (let count = 1; count <= 4; count += 1) {
      await rig.untilSettled(count);
      rig.clock.nowMs += 3_600_000;
      rig.worker.wake();
    }
    expect(rig.settled.map(({ kind }) => kind)).toEqual(["retry", "retry", "wait", "done"]);
    expect(rig.looks.map(({ attempts }) => attempts)).toEqual([0, 1, 2, 2]);
    expect(rig.counts.limited).toEqual(["secondary"]);
  });

  it("takes a result that could not be stored for a failed try, and not for a death", async () => {
    const failures = { done: 3, retry: 1 };
    const rig = await startWorker(
      async () => DONE,
      async ({ kind }) => {
        // Three results in a row, as often as processes may die, and once what is said in their place too.
        if ((kind !== "done" && kind !== "retry") || failures[kind] === 0) return;
        failures[kind] -= 1;
        throw new Error("Connection terminated unexpectedly");
      },
    );
    await rig.tell(1);
    for (let count = 1; count <= 4; count += 1) {
      await rig.untilSettled(count);
      rig.clock.nowMs += 3_600_000;
      rig.worker.wake();
    }
    expect(rig.settled.map(({ kind }) => kind)).toEqual(["retry", "retry", "retry", "done"]);
    expect(rig.looks.map(({ attempts }) => attempts)).toEqual([0, 1, 2, 3]);
  });

  it("ends although the store answers nothing any more", async () => {
    const never = new Promise<never>(() => undefined);
    const worker = new Worker({
      store: { claimWork: () => never } as unknown as ServiceStore,
      log: SILENT,
      now: () => 0,
      random: () => 0.5,
      owner: "test",
      concurrency: 4,
      lookAt: async () => DONE,
      metrics: {
        countLeaseSteal: () => undefined,
        countRefusedWrite: () => undefined,
        countLimited: () => undefined,
      },
    });
    await worker.stop(1);
  });

  it("writes nothing for a subject that another worker took over", async () => {
    const rig = await startWorker(async (claim, { clock, store }) => {
      clock.nowMs += 16_000;
      await store.claimWork({ owner: "other", limit: 1, leaseMs: 3_600_000 });
      if (claim.subject.kind === "pull-request" && claim.subject.number === 2)
        throw new StaleClaimError(claim.key);
      return { ...DONE, writes: { repositories: [{ ...REPOSITORY, name: "stale" }] } };
    });
    await rig.tell(1);
    await rig.untilSettled(1);
    expect(await rig.store.findRepository(REPOSITORY.id)).toBeUndefined();
    expect(rig.counts.refused).toBe(1);
    await rig.tell(2);
    await expect.poll(() => rig.counts.refused).toBe(2);
  });

  it("gives back at its stop what it could not finish", async () => {
    let finish: () => void = () => undefined;
    const rig = await startWorker(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(DONE);
        }),
    );
    await rig.tell(1);
    await expect.poll(() => rig.looks.length).toBe(1);
    await rig.worker.stop(0);
    const [claim] = await rig.store.claimWork({ owner: "next", limit: 1, leaseMs: 15_000 });
    expect(claim).toMatchObject({ key: "pull-request:900:1", attempts: 0 });
    finish();
    await rig.untilSettled(1);
    expect(await rig.store.renewLeases(claim === undefined ? [] : [claim], 15_000)).toHaveLength(1);
  });
});
