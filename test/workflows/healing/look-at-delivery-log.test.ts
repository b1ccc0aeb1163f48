import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Webhook } from "../../../src/model/webhook.ts";
import type { HealingParts } from "../../../src/workflows/healing/keep-deliveries.ts";
import { lookAtDeliveryLog } from "../../../src/workflows/healing/look-at-delivery-log.ts";
import type { DeliveryLogPlace, HookDelivery } from "../../../src/workflows/ports/delivery-log.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";

const START_MS = Date.UTC(2026, 2, 31, 9);
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const PER_PAGE = 100;
const EVERY_MS = 2 * MINUTE_MS;

/** GitHub's ids: what is beside the last digits is the same for all, and too much for a number. */
const toId = (at: number): string => `38${`${at}`.padStart(18, "0")}`;

/** A log that grows, an inbox, and the place that the store holds; deliveries fail unless told otherwise. */
function openLog(readPayload: HealingParts["log"]["readPayload"] = async (id) => ({ ref: id })) {
  const log: HookDelivery[] = [];
  const inbox = new Set<string>();
  const accepted: Webhook[] = [];
  const warned: unknown[] = [];
  const seen = { pages: 0, payloads: 0, lost: 0 };
  const clock = { nowMs: START_MS };
  const unreadable: { readonly why: string }[] = [];
  const refusedCursors = new Set<string>();
  let place: DeliveryLogPlace | undefined;
  const parts = (): HealingParts => ({
    log: {
      async readPage(cursor) {
        seen.pages += 1;
        if (cursor !== undefined && refusedCursors.has(cursor)) {
          throw new GitHubError({ kind: "refused", status: 422, message: "cursor" });
        }
        const newestFirst = log.toReversed();
        const start = cursor === undefined ? 0 : newestFirst.findIndex(({ id }) => id === cursor);
        const next = newestFirst[start + PER_PAGE]?.id;
        return {
          rows: newestFirst.slice(start, start + PER_PAGE),
          unreadable,
          ...(next === undefined ? {} : { next }),
        };
      },
      readPayload: (id) => {
        seen.payloads += 1;
        return readPayload(id);
      },
    },
    accept: async (webhook) => {
      const isNew = !inbox.has(webhook.id);
      accepted.push(webhook);
      inbox.add(webhook.id);
      return isNew ? "new" : "duplicate";
    },
    countLost: () => {
      seen.lost += 1;
    },
    unreadable: new Set(),
  });
  let healing = parts();
  const context = {
    now: () => clock.nowMs,
    hash: (text: string) => `#${text}`,
    log: { warn: (fields: unknown) => void warned.push(fields) },
    store: {
      listUnknownDeliveries: async (ids: readonly string[]) => new Set(ids.filter((id) => !inbox.has(id))),
      findDeliveryLogPlace: async () => place,
    },
  } as unknown as Parameters<typeof lookAtDeliveryLog>[0];
  const look = async () => {
    const { settlement, writes } = await lookAtDeliveryLog(context, healing);
    place = writes.deliveryLogPlace;
    return settlement;
  };
  return {
    clock,
    inbox,
    accepted,
    warned,
    seen,
    unreadable,
    refusedCursors,
    findPlace: () => place,
    restart: () => {
      healing = parts();
    },
    deliver: (more: Partial<HookDelivery> = {}): HookDelivery => {
      const at = log.length + 1;
      const delivery: HookDelivery = {
        id: toId(at),
        guid: `guid-${at}`,
        statusCode: 503,
        status: "Service Unavailable",
        event: "push",
        // GitHub tells it to a second.
        deliveredAtMs: Math.floor(clock.nowMs / SECOND_MS) * SECOND_MS,
        ...more,
      };
      log.push(delivery);
      return delivery;
    },
    look,
    /** Looks as long as a look asks for the next one; how many requests for pages each of them made. */
    lookOn: async () => {
      const pages: number[] = [];
      for (;;) {
        const before = seen.pages;
        const settlement = await look();
        pages.push(seen.pages - before);
        if (settlement.kind !== "wait") return pages;
        clock.nowMs = settlement.untilMs;
      }
    },
  };
}

/** In the time between two looks, evenly; the ids of those that are lost. */
function deliverMany(on: ReturnType<typeof openLog>, count: number, lostEvery: number): readonly string[] {
  const lost: string[] = [];
  for (let at = 0; at < count; at += 1) {
    on.clock.nowMs += EVERY_MS / count;
    const isLost = at % lostEvery === 0;
    const { guid } = on.deliver({ statusCode: isLost ? 0 : 202 });
    if (isLost) lost.push(guid);
  }
  return lost;
}

const FAULT = new GitHubError({ kind: "fault", message: "502" });

describe("lookAtDeliveryLog", () => {
  it("takes in what failed and is not there, oldest first, and says so", async () => {
    const gone = toId(1);
    const on = openLog(async (id) => (id === gone ? undefined : { ref: id }));
    for (let count = 0; count < 3; count += 1) on.deliver();
    on.inbox.add(on.deliver().guid);
    on.deliver({ statusCode: 202 });
    expect((await on.look()).kind).toBe("done");
    expect(on.accepted).toEqual(
      [2, 3].map((at) => ({
        id: `guid-${at}`,
        event: "push",
        payload: { ref: toId(at) },
        bodyHash: `#{"ref":"${toId(at)}"}`,
        receivedAtMs: START_MS,
      })),
    );
    expect(on.seen.lost).toBe(2);
    expect(on.warned).toEqual(
      [1, 2, 3].map((at) => ({
        delivery: `guid-${at}`,
        event: "push",
        status: "Service Unavailable",
        statusCode: 503,
      })),
    );
    // What the log has no payload of is not asked for again.
    await on.look();
    expect(on.seen.payloads).toBe(3);
  });

  it("makes two requests a look at most at 6,000 deliveries an hour, and loses none", async () => {
    const on = openLog();
    const lost: string[] = [];
    const pages: number[] = [];
    let at = 0;
    for (let minutes = 0; minutes < 60; minutes += 2) {
      for (let count = 0; count < 200; count += 1) {
        on.clock.nowMs += EVERY_MS / 200;
        at += 1;
        const isLost = at % 97 === 0;
        const { guid } = on.deliver({ statusCode: isLost ? 502 : 202 });
        if (isLost) lost.push(guid);
      }
      pages.push(...(await on.lookOn()));
    }
    expect(Math.max(...pages)).toBe(2);
    expect(on.seen.pages).toBeLessThanOrEqual(120);
    expect(on.accepted.map(({ id }) => id)).toEqual(lost);
    expect(on.seen.payloads).toBe(lost.length);
  });

  it("goes on where it was behind a gap of many pages, also after a restart, and passes over nothing", async () => {
    const on = openLog();
    for (let count = 0; count < 1_050; count += 1) {
      on.clock.nowMs += 2 * SECOND_MS;
      on.deliver({ statusCode: count % 50 === 0 ? 0 : 202 });
    }
    const startedAtMs = on.clock.nowMs;
    let looks = 0;
    while ((await on.look()).kind === "wait") {
      looks += 1;
      on.clock.nowMs += 5 * SECOND_MS;
      // Until the end of the pass it may be that the oldest was lost.
      expect(on.findPlace()?.readAtMs).toBeLessThan(startedAtMs - 3 * 86_400_000);
      // What comes meanwhile is the next pass's.
      on.deliver({ statusCode: 0 });
      on.restart();
    }
    expect(looks).toBe(5);
    expect(on.accepted).toHaveLength(21);
    expect(on.findPlace()?.readAtMs).toBe(startedAtMs);
    on.clock.nowMs += EVERY_MS;
    const before = on.seen.pages;
    expect(await on.lookOn()).toHaveLength(1);
    expect(on.seen.pages - before).toBeLessThanOrEqual(2);
    expect(on.accepted).toHaveLength(26);
  });

  it("finds each one that was lost once, whatever the rate is", async () => {
    const steps = fc.array(fc.record({ count: fc.nat(450), lost: fc.nat(40) }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (made) => {
        const on = openLog();
        const lost: string[] = [];
        for (const { count, lost: every } of made) {
          lost.push(...deliverMany(on, count, every + 3));
          expect(Math.max(...(await on.lookOn()))).toBeLessThanOrEqual(2);
        }
        expect(on.accepted.map(({ id }) => id).toSorted()).toEqual(lost.toSorted());
      }),
      { numRuns: 25 },
    );
  });

  it("finds what GitHub lists half a minute late", async () => {
    const on = openLog();
    for (let count = 0; count < 500; count += 1) {
      on.clock.nowMs += SECOND_MS;
      on.deliver({ statusCode: 202 });
    }
    await on.lookOn();
    const deliveredAtMs = on.clock.nowMs - 29 * SECOND_MS;
    for (let count = 0; count < 250; count += 1) {
      on.clock.nowMs += 400;
      if (count === 0) on.deliver({ statusCode: 0, deliveredAtMs });
      on.deliver({ statusCode: 202 });
    }
    await on.lookOn();
    expect(on.accepted).toHaveLength(1);
  });

  it("begins anew where GitHub does not know its place any more", async () => {
    const on = openLog();
    for (let count = 0; count < 450; count += 1) {
      on.clock.nowMs += MINUTE_MS;
      on.deliver();
    }
    await on.look();
    const cursor = on.findPlace()?.pass?.cursor;
    on.refusedCursors.add(`${cursor}`);
    await on.look();
    on.refusedCursors.clear();
    await on.lookOn();
    expect(on.accepted).toHaveLength(450);
    expect(on.seen.lost).toBe(450);
  });

  it("asks for no payload of the checks of other apps", async () => {
    const on = openLog();
    on.deliver({ event: "check_run", action: "created" });
    on.deliver({ event: "check_suite", action: "completed" });
    on.deliver({ event: "check_run", action: "requested_action" });
    on.deliver({ event: "check_suite" });
    await on.look();
    expect(on.accepted.map(({ id }) => id)).toEqual(["guid-3", "guid-4"]);
  });

  it("leaves out a row that can't be read, and says so", async () => {
    const on = openLog();
    on.deliver();
    on.unreadable.push({ why: "guid: expected string, received null" });
    await on.look();
    expect(on.accepted).toHaveLength(1);
    expect(on.warned).toContainEqual({ why: "guid: expected string, received null" });
  });

  it("goes on behind one that GitHub fails to show, and comes back to it", async () => {
    const failing = new Set([toId(2)]);
    const on = openLog(async (id) => {
      if (failing.has(id)) throw FAULT;
      return { ref: id };
    });
    for (let count = 0; count < 4; count += 1) on.deliver();
    await expect(on.look()).rejects.toBe(FAULT);
    expect(on.accepted.map(({ id }) => id)).toEqual(["guid-1", "guid-3", "guid-4"]);
    expect(on.findPlace()).toBeUndefined();
    failing.clear();
    expect((await on.look()).kind).toBe("done");
    expect(on.accepted.map(({ id }) => id)).toContain("guid-2");
  });

  it("asks a GitHub that shows nothing four times, and not for all", async () => {
    const on = openLog(async () => {
      throw FAULT;
    });
    for (let count = 0; count < 50; count += 1) on.deliver();
    await expect(on.look()).rejects.toBe(FAULT);
    expect(on.seen.payloads).toBe(4);
  });

  it("does nothing with an empty log, or without one", async () => {
    const on = openLog();
    expect((await on.look()).kind).toBe("done");
    expect([on.accepted, on.findPlace()?.readAtMs]).toEqual([[], START_MS]);
    const context = {} as Parameters<typeof lookAtDeliveryLog>[0];
    expect((await lookAtDeliveryLog(context, undefined)).settlement).toEqual({ kind: "done" });
  });
});
