import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLostDeliveries } from "../../../src/workflows/healing/look-at-delivery-log.ts";
import type { HookDelivery } from "../../../src/workflows/ports/delivery-log.ts";

/** Ids of which a number would make one: `38000000000000000001`, `38000000000000000002`. */
const toId = (id: number): string => `38${`${id}`.padStart(18, "0")}`;
const attempt = (id: number, guid: string, statusCode: number): HookDelivery => ({
  id: toId(id),
  guid,
  statusCode,
  status: "",
  event: "push",
  deliveredAtMs: id * 1_000,
});

describe("findLostDeliveries", () => {
  it("finds what no attempt brought, once each, oldest first", () => {
    const log = [
      attempt(6, "again", 202),
      attempt(5, "late", 0),
      attempt(4, "twice", 503),
      attempt(3, "again", 502),
      attempt(2, "twice", 0),
      attempt(1, "fine", 200),
    ];
    expect(findLostDeliveries(log).map(({ id }) => id)).toEqual([toId(4), toId(5)]);
  });

  it("tells attempts of one second apart by the whole of their ids", () => {
    const [first, second] = [attempt(1, "twice", 503), attempt(2, "twice", 0)].map((one) => ({
      ...one,
      deliveredAtMs: 0,
    }));
    if (first === undefined || second === undefined) throw new Error("There are two.");
    expect(findLostDeliveries([first, second])).toEqual([second]);
    expect(findLostDeliveries([second, first])).toEqual([second]);
    expect(findLostDeliveries([{ ...first, id: "99" }, second])).toEqual([second]);
  });

  it("does not mind the order of the log", () => {
    const attempts = fc.array(
      fc.record({ guid: fc.constantFrom("a", "b", "c"), statusCode: fc.constantFrom(0, 202, 401, 503) }),
    );
    fc.assert(
      fc.property(attempts, (made) => {
        const log = made.map(({ guid, statusCode }, id) => attempt(id, guid, statusCode));
        expect(findLostDeliveries(log.toReversed())).toEqual(findLostDeliveries(log));
      }),
    );
  });
});
