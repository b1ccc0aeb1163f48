import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLostDeliveries } from "../../../src/workflows/healing/find-lost-deliveries.ts";
import type { HookDelivery } from "../../../src/workflows/ports/delivery-log.ts";

const attempt = (id: number, guid: string, statusCode: number): HookDelivery => ({
  id,
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
    expect(findLostDeliveries(log).map(({ id }) => id)).toEqual([4, 5]);
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
