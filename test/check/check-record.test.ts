import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCheckRecord, renderCheckRecord } from "../../src/check/check-record.ts";
import { EFFECTS } from "../../src/model/answer.ts";
import type { CheckRecord } from "../../src/model/check.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "-->",
    "--",
    "<!-- throughline:record ",
    "</details>",
    "\u202e",
    "\\u003c",
    "&lt;",
    "]]>",
    "-".repeat(9),
  ),
);

const records: fc.Arbitrary<CheckRecord> = fc.record(
  {
    version: fc.constant(1 as const),
    number: fc.nat(),
    button: fc.record({
      identifier: fc.constantFrom("yes" as const, "none" as const, "unsure" as const),
      claims: fc.array(fc.record({ metric: hostile, effect: fc.constantFrom(...EFFECTS) }), { maxLength: 2 }),
      actorId: fc.nat(),
      saidAtMs: fc.nat(),
    }),
    suggestions: fc.array(fc.record({ metric: hostile, reason: hostile, source: hostile }), { maxLength: 3 }),
    blind: fc.boolean(),
    shown: fc.constant(true as const),
    catalogVersion: hostile,
  },
  { requiredKeys: ["version", "number", "suggestions", "blind", "catalogVersion"] },
);

describe("the record of a check", () => {
  it("is read back as it was written, whatever text stands before it", () => {
    fc.assert(
      fc.property(records, hostile, (record, text) => {
        expect(parseCheckRecord(`${text}\n\n${renderCheckRecord(record)}`)).toEqual(record);
      }),
    );
  });

  it("stays one HTML comment: nothing in it ends it early or shows", () => {
    fc.assert(
      fc.property(records, (record) => {
        const rendered = renderCheckRecord(record);
        expect(rendered.indexOf("-->")).toBe(rendered.length - 3);
        const inner = rendered.slice("<!-- ".length, -" -->".length);
        expect(inner).not.toMatch(/--|[<>]/);
      }),
    );
  });

  it("is not read where it is cut off, of another version or of another shape, and never throws", () => {
    fc.assert(fc.property(hostile, (text) => void parseCheckRecord(text)));
    const rendered = renderCheckRecord({
      version: 1,
      number: 1,
      suggestions: [],
      blind: false,
      catalogVersion: "v",
    });
    for (let length = 0; length < rendered.length; length += 1)
      expect(parseCheckRecord(rendered.slice(0, length))).toBeUndefined();
    expect(parseCheckRecord(rendered.replace('"version":1', '"version":2'))).toBeUndefined();
    expect(parseCheckRecord(rendered.replace('"blind":false', '"blind":"no"'))).toBeUndefined();
    expect(parseCheckRecord(rendered.replace("[]", "[null]"))).toBeUndefined();
    expect(parseCheckRecord(rendered.replace('"blind"', '"shown":1,"blind"'))).toBeUndefined();
  });
});
