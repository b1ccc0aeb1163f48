import fc from "fast-check";
import { expect, it } from "vitest";
import { tickBoxes } from "../../../sandbox/page/tick-boxes.ts";

const TEXT = "## Why\n\n- [ ] <!-- metric: a --> A\n- [x] B [ ]\n\n```\n- [ ] code\n```\n\n1. [X] C\n";

it("ticks exactly what is asked for, and nothing in code or in the words of an item", () => {
  expect(tickBoxes(TEXT, new Set([0]))).toBe(
    "## Why\n\n- [x] <!-- metric: a --> A\n- [ ] B [ ]\n\n```\n- [ ] code\n```\n\n1. [ ] C\n",
  );
});

it("is idempotent", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4)), (places) => {
      const once = tickBoxes(TEXT, new Set(places));
      expect(tickBoxes(once, new Set(places))).toBe(once);
      expect(once).toHaveLength(TEXT.length);
    }),
  );
});
