import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChangeColumns } from "../../../src/report/tally/change-columns.ts";
import { createShaColumn, createTextColumn } from "../../../src/report/tally/columns.ts";
import { anyText } from "../../text/any-text.ts";
import { makeShopChanges, toChange } from "../made-changes.ts";

describe("createTextColumn", () => {
  it("gives back what was put in, well formed", () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const column = createTextColumn();
        for (const text of texts) column.add(text);
        expect(texts.map((_, row) => column.read(row))).toEqual(texts.map((text) => text.toWellFormed()));
      }),
    );
  });

  it("keeps texts apart across chunks, those longer than a chunk too", () => {
    const texts = [
      "",
      "a".repeat(3_000_000),
      "",
      ...Array.from({ length: 400 }, (_, index) => "🎉".repeat(index * 7)),
      "",
    ];
    const column = createTextColumn();
    for (const text of texts) column.add(text);
    expect(texts.every((text, row) => column.read(row) === text)).toBe(true);
  });
});

describe("createShaColumn", () => {
  it("gives back what was put in, whatever it is", () => {
    const shas = [
      "0".repeat(40),
      "f".repeat(40),
      "00ab".repeat(10),
      "ab".repeat(32),
      "ABCDEF01".repeat(5),
      "",
    ];
    const column = createShaColumn();
    for (const sha of shas) column.add(sha);
    expect(shas.map((_, row) => column.read(row))).toEqual(shas);
  });
});

describe("createChangeColumns", () => {
  it("gives each change back in the order of landing, whatever order they came in", () => {
    const changes = makeShopChanges(5000, 3);
    const columns = createChangeColumns();
    for (const change of [...changes].reverse()) columns.add(change);
    const sorted = columns.sort();
    const expected = changes.toSorted(
      (one, other) => other.landedAtMs - one.landedAtMs || (one.id < other.id ? -1 : 1),
    );
    expect(sorted.ids).toEqual(expected.map((change) => change.id));
    for (const [position, change] of expected.entries()) {
      expect(sorted.title(position)).toBe(change.title);
      expect(sorted.sha(position)).toBe(change.sha);
      expect(sorted.number(position)).toBe(change.number);
      expect(sorted.profile(position)).toMatchObject({
        eligible: change.eligible,
        asked: change.asked,
        answer: change.answer,
      });
      expect(sorted.profile(position).areas).toEqual(change.areas.map(({ area }) => area));
    }
  });

  it("keeps an id that follows from neither the number nor the SHA", () => {
    const columns = createChangeColumns();
    columns.add(toChange({ number: 1, id: "acme/other#1" }));
    expect(columns.sort().ids).toEqual(["acme/other#1"]);
  });
});
