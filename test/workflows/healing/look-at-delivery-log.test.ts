import { describe, expect, it } from "vitest";
import type { Webhook } from "../../../src/model/webhook.ts";
import type { HealingParts } from "../../../src/workflows/healing/healing-parts.ts";
import { lookAtDeliveryLog } from "../../../src/workflows/healing/look-at-delivery-log.ts";
import type { HookDelivery } from "../../../src/workflows/ports/delivery-log.ts";

const NOW_MS = Date.UTC(2026, 2, 31, 9);
const MINUTE_MS = 60_000;
const PER_PAGE = 100;

/** A log whose deliveries all failed, newest first, a minute apart; those of `known` are in the inbox. */
function makeHealing(count: number, known: ReadonlySet<string> = new Set()) {
  const log: HookDelivery[] = Array.from({ length: count }, (_, at) => ({
    id: count - at,
    guid: `guid-${count - at}`,
    statusCode: 503,
    status: "Service Unavailable",
    event: "push",
    deliveredAtMs: NOW_MS - at * MINUTE_MS,
  }));
  const accepted: Webhook[] = [];
  const warned: unknown[] = [];
  const seen = { pages: 0, lost: 0 };
  const inbox = new Set(known);
  const healing: HealingParts = {
    log: {
      async *listPages() {
        for (let start = 0; start < Math.max(1, log.length); start += PER_PAGE) {
          seen.pages += 1;
          yield log.slice(start, start + PER_PAGE);
        }
      },
      // The oldest is gone from the log between the list and the reading.
      readPayload: async (id) => (id === 1 ? undefined : { ref: `refs/heads/${id}` }),
    },
    accept: async (webhook) => {
      accepted.push(webhook);
      inbox.add(webhook.id);
      return webhook.id === "guid-2" ? "duplicate" : "new";
    },
    countLost: () => {
      seen.lost += 1;
    },
    progress: { comparedUntilMs: 0 },
  };
  const context = {
    now: () => NOW_MS,
    hash: (text: string) => `#${text}`,
    log: { warn: (fields: unknown) => void warned.push(fields) },
    store: {
      listUnknownDeliveries: async (ids: readonly string[]) => new Set(ids.filter((id) => !inbox.has(id))),
    },
  } as unknown as Parameters<typeof lookAtDeliveryLog>[0];
  return { healing, accepted, warned, seen, look: () => lookAtDeliveryLog(context, healing) };
}

describe("lookAtDeliveryLog", () => {
  it("takes in what failed and is not there, oldest first, and says so", async () => {
    const made = makeHealing(4, new Set(["guid-4"]));
    expect(await made.look()).toEqual({ settlement: { kind: "done" }, writes: {} });
    expect(made.accepted).toEqual(
      [2, 3].map((id) => ({
        id: `guid-${id}`,
        event: "push",
        payload: { ref: `refs/heads/${id}` },
        bodyHash: `#{"ref":"refs/heads/${id}"}`,
        receivedAtMs: NOW_MS,
      })),
    );
    // What came by itself meanwhile was not lost.
    expect(made.seen.lost).toBe(1);
    expect(made.warned).toEqual([
      { delivery: "guid-3", event: "push", status: "Service Unavailable", statusCode: 503 },
    ]);
  });

  it("reads back to where it was before, with an hour to spare, and no further", async () => {
    const made = makeHealing(500);
    made.healing.progress.comparedUntilMs = NOW_MS - 120 * MINUTE_MS;
    await made.look();
    expect(made.seen.pages).toBe(2);
    expect(made.accepted).toHaveLength(200);
  });

  it("takes a bounded number at once, and goes on until nothing is left", async () => {
    const made = makeHealing(450);
    const kinds: string[] = [];
    do kinds.push((await made.look()).settlement.kind);
    while (kinds.at(-1) === "wait" && kinds.length < 10);
    // The one that the log has lost is tried in vain each time.
    expect(kinds).toEqual(["wait", "wait", "done"]);
    expect(made.accepted).toHaveLength(449);
    expect(made.healing.progress.comparedUntilMs).toBe(NOW_MS);
  });

  it("does nothing with an empty log, or without one", async () => {
    const made = makeHealing(0);
    expect((await made.look()).settlement).toEqual({ kind: "done" });
    expect(made.accepted).toEqual([]);
    const context = {} as Parameters<typeof lookAtDeliveryLog>[0];
    expect((await lookAtDeliveryLog(context, undefined)).settlement).toEqual({ kind: "done" });
  });
});
