import { describe, expect, it } from "vitest";
import type { Webhook } from "../../../src/model/webhook.ts";
import type { HealingParts } from "../../../src/workflows/healing/healing-parts.ts";
import { lookAtDeliveryLog } from "../../../src/workflows/healing/look-at-delivery-log.ts";
import type { HookDelivery } from "../../../src/workflows/ports/delivery-log.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";

const NOW_MS = Date.UTC(2026, 2, 31, 9);
const MINUTE_MS = 60_000;
const PER_PAGE = 100;

/** A log whose deliveries all failed, newest first, a minute apart; those of `known` are in the inbox. */
function makeHealing(
  count: number,
  known: ReadonlySet<string> = new Set(),
  readPayload: HealingParts["log"]["readPayload"] = readAllButOldest,
) {
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
      readPayload,
    },
    accept: async (webhook) => {
      accepted.push(webhook);
      inbox.add(webhook.id);
      return webhook.id === "guid-2" ? "duplicate" : "new";
    },
    countLost: () => {
      seen.lost += 1;
    },
    progress: { comparedUntilMs: 0, unreadable: new Set() },
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

/** The oldest is gone from the log between the list and the reading. */
async function readAllButOldest(id: number): Promise<unknown> {
  return id === 1 ? undefined : { ref: `refs/heads/${id}` };
}

const FAULT = new GitHubError({ kind: "fault", message: "502" });

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
      { delivery: "guid-1", event: "push", status: "Service Unavailable", statusCode: 503 },
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
    expect(kinds).toEqual(["wait", "wait", "done"]);
    expect(made.accepted).toHaveLength(449);
    expect(made.healing.progress.comparedUntilMs).toBe(NOW_MS);
  });

  it("comes to an end where the log has more without a payload than are read at once", async () => {
    const made = makeHealing(450, new Set(), async (id) => (id <= 300 ? undefined : { ref: `${id}` }));
    const kinds: string[] = [];
    do kinds.push((await made.look()).settlement.kind);
    while (kinds.at(-1) === "wait" && kinds.length < 10);
    expect(kinds).toEqual(["wait", "wait", "done"]);
    expect(made.accepted).toHaveLength(150);
  });

  it("goes on behind one that GitHub fails to show, and comes back to it", async () => {
    const failing = new Set([2]);
    const made = makeHealing(4, new Set(), async (id) => {
      if (failing.has(id)) throw FAULT;
      return { ref: `${id}` };
    });
    await expect(made.look()).rejects.toBe(FAULT);
    expect(made.accepted.map(({ id }) => id)).toEqual(["guid-1", "guid-3", "guid-4"]);
    expect(made.healing.progress.comparedUntilMs).toBe(0);
    failing.clear();
    expect((await made.look()).settlement.kind).toBe("done");
    expect(made.accepted.map(({ id }) => id)).toContain("guid-2");
  });

  it("asks a GitHub that shows nothing four times, and not for all", async () => {
    let asked = 0;
    const made = makeHealing(50, new Set(), async () => {
      asked += 1;
      throw FAULT;
    });
    await expect(made.look()).rejects.toBe(FAULT);
    expect(asked).toBe(4);
  });

  it("does nothing with an empty log, or without one", async () => {
    const made = makeHealing(0);
    expect((await made.look()).settlement).toEqual({ kind: "done" });
    expect(made.accepted).toEqual([]);
    const context = {} as Parameters<typeof lookAtDeliveryLog>[0];
    expect((await lookAtDeliveryLog(context, undefined)).settlement).toEqual({ kind: "done" });
  });
});
