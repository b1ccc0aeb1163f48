import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import { foldDeliveries } from "../../../src/workflows/pull-request/fold-deliveries.ts";
import { MONA, NOW_MS, REPOSITORY, stateOf, told } from "../../support/look-rig.ts";

interface Received {
  readonly receivedAtMs: number;
  readonly fields: DeliveryFields;
}

const SECOND = 1_000;

/** Histories as GitHub makes them: each event shows the state after it; some share a second. */
const histories = fc
  .array(
    fc.record({
      title: fc.constantFrom("One", "Two", "Three"),
      body: fc.constantFrom("", "Impact: none", "Impact: unsure"),
      labels: fc.subarray(["bug", "impact: refund-rate"]),
      pauseS: fc.integer({ min: 0, max: 3 }),
      status: fc.constantFrom("open" as const, "open" as const, "closed" as const),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) => {
    let atMs = NOW_MS;
    return steps.map(({ pauseS, ...more }, index): Received => {
      atMs += pauseS * SECOND;
      const state = stateOf({ ...more, updatedAtMs: atMs });
      return { receivedAtMs: atMs + index, fields: told(state, index === 0 ? "opened" : "edited") };
    });
  });

/** Histories, and the same deliveries some time later: in any order, any of them many times. */
const disturbed = histories.chain((history) =>
  fc.record({
    history: fc.constant(history),
    arrived: fc.array(fc.nat(history.length - 1), { maxLength: 10 }).chain((copies) =>
      fc.shuffledSubarray([...history, ...copies.flatMap((index) => history[index] ?? [])], {
        minLength: history.length + copies.length,
      }),
    ),
  }),
);

describe("foldDeliveries", () => {
  it("comes to the same state in any order and with any copies, or says that only GitHub can tell", () => {
    fc.assert(
      fc.property(disturbed, ({ history, arrived }) => {
        const straight = foldDeliveries(undefined, history);
        const folded = foldDeliveries(undefined, arrived);
        expect(folded.isAmbiguous).toBe(straight.isAmbiguous);
        expect(folded.isOpened).toBe(true);
        expect(folded.state?.updatedAtMs).toBe(straight.state?.updatedAtMs);
        if (!straight.isAmbiguous) expect(folded.state).toEqual(straight.state);
      }),
    );
  });

  it("comes to the same in several looks as in one", () => {
    fc.assert(
      fc.property(disturbed, fc.nat(8), ({ arrived }, cut) => {
        const whole = foldDeliveries(undefined, arrived);
        const first = foldDeliveries(undefined, arrived.slice(0, cut));
        const second = foldDeliveries(first.state, arrived.slice(cut));
        expect(second.state?.updatedAtMs).toBe(whole.state?.updatedAtMs);
        if (!whole.isAmbiguous) expect(second.state).toEqual(whole.state);
      }),
    );
  });

  it("never goes back behind what is known", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const known = stateOf({ updatedAtMs: NOW_MS + 3_600_000, title: "Known" });
        expect(foldDeliveries(known, history)).toMatchObject({ state: known, isAmbiguous: false });
      }),
    );
  });

  it("takes the order of labels and a count that only some answers carry for no difference", () => {
    const [one, other] = [
      stateOf({ labels: ["a", "b"], changedFiles: 3 }),
      stateOf({ labels: ["b", "a"] }),
    ].map((state) => ({ receivedAtMs: NOW_MS, fields: told(state) }));
    expect(
      foldDeliveries(
        undefined,
        [one, other].flatMap((each) => each ?? []),
      ).isAmbiguous,
    ).toBe(false);
  });

  it("hears comments in the order of their last edit, and buttons as they came in", () => {
    const comment = (commentId: number, updatedAtMs: number): Received => ({
      receivedAtMs: NOW_MS,
      fields: {
        kind: "comment",
        action: "created",
        commentId,
        number: 1,
        body: "/impact none",
        author: MONA,
        sender: MONA,
        createdAtMs: NOW_MS,
        updatedAtMs,
        repository: REPOSITORY,
      },
    });
    const folded = foldDeliveries(undefined, [
      comment(3, NOW_MS + 2),
      comment(2, NOW_MS),
      comment(1, NOW_MS),
    ]);
    expect(folded.comments.map(({ commentId }) => commentId)).toEqual([1, 2, 3]);
    expect(folded.state).toBeUndefined();
    expect(folded.lastReceivedAtMs).toBe(NOW_MS);
  });
});
