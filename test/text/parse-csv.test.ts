import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeCsv, parseCsv, unescapeFormula } from "../../src/text/csv.ts";

const rowsOf = (text: string) => {
  const rows = parseCsv(text);
  if (!rows.ok) throw new Error(`line ${rows.error.line}`);
  return rows.value;
};

it("reads cells, quoted cells, empty cells and line ends of any system, and tells the line of each row", () => {
  expect(rowsOf('\uFEFFa,b\r\n1,"x, ""y""\nz"\n\n,\rlast,')).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["1", 'x, "y"\nz'] },
    { line: 5, cells: ["", ""] },
    { line: 6, cells: ["last", ""] },
  ]);
  expect(rowsOf("")).toEqual([]);
  expect(rowsOf("one")).toEqual([{ line: 1, cells: ["one"] }]);
});

it("tells where a quoted cell begins that does not end", () => {
  expect(parseCsv('a,b\n1,"x\ny')).toEqual({ ok: false, error: { line: 2 } });
  expect(parseCsv(`a\n"${"x".repeat(2_000_000)}`)).toEqual({ ok: false, error: { line: 2 } });
});

it("gives back whatever was escaped, formulas too", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("=1", "'=1", "''@x", "'x", " a ", '"', "\r"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const text = rows.map((cells) => `${cells.map(escapeCsv).join(",")}\r\n`).join("");
      expect(rowsOf(text).map(({ cells }) => cells.map(unescapeFormula))).toEqual(rows);
    }),
  );
});
