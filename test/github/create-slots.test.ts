import { describe, expect, it } from "vitest";
import { createSlots } from "../../src/github/create-slots.ts";

describe("createSlots", () => {
  it("lets as many in as it has slots, in order, and each key has its own", async () => {
    const slots = createSlots(1);
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const work = [
      slots.run(1, async () => {
        order.push("a");
        await first.promise;
      }),
      slots.run(1, async () => void order.push("b")),
      slots.run(1, async () => void order.push("c")),
      slots.run(2, async () => void order.push("other")),
    ];
    await work[3];
    expect(order).toEqual(["a", "other"]);
    first.resolve();
    await Promise.all(work);
    expect(order).toEqual(["a", "other", "b", "c"]);
  });

  it("gives the slot on where work fails", async () => {
    const slots = createSlots(1);
    await expect(slots.run(1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await slots.run(1, async () => "next")).toBe("next");
  });
});
