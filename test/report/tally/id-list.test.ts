import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIdList, createNumberColumn } from "../../../src/report/tally/columns.ts";

describe("createNumberColumn", () => {
  it("gives back what was put in, around the borders of its chunks too", () => {
    const column = createNumberColumn((length) => new Int32Array(length));
    const numbers = Array.from({ length: 3 * 4096 + 5 }, (_, row) => row * 7 - 1);
    for (const [row, value] of numbers.entries()) {
      column.add(value);
      expect(column.at(row)).toBe(value);
    }
    expect(numbers.map((_, row) => column.at(row))).toEqual(numbers);
  });

  it("has 0 in a row that is not there", () => {
    const column = createNumberColumn((length) => new Float64Array(length));
    expect(column.at(0)).toBe(0);
    column.add(1.5);
    expect([column.at(0), column.at(1), column.at(5000)]).toEqual([1.5, 0, 0]);
  });
});

describe("createIdList", () => {
  it("gives the ids of the positions in the order of adding", () => {
    const ids = ["#3", "#2", "#1"];
    fc.assert(
      fc.property(fc.array(fc.nat(2), { maxLength: 100 }), (positions) => {
        const list = createIdList(ids);
        for (const position of positions) list.add(position);
        expect(list.toIds()).toEqual(positions.map((position) => ids[position]));
        expect(list.size()).toBe(positions.length);
        expect(list.last()).toBe(positions.at(-1));
      }),
    );
  });
});
