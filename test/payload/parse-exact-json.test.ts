import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactJson } from "../../src/payload/parse-exact-json.ts";
import { idSchema, wideIdSchema } from "../../src/payload/scalar-schemas.ts";

describe("parseExactJson", () => {
  it("gives the digits of a whole number that no number holds, wherever it stands", () => {
    const text = '{"id":3804004623172239366,"ids":[9007199254740993, -9007199254740993,\n9007199254740992]}';
    expect(parseExactJson(text)).toEqual({
      id: "3804004623172239366",
      ids: ["9007199254740993", "-9007199254740993", "9007199254740992"],
    });
    expect(parseExactJson("3804004623172239366")).toBe("3804004623172239366");
  });

  it("leaves all other values as they are", () => {
    const text =
      '{"a":9007199254740991,"b":1.5,"c":0.1234567890123456789,"d":"12345678901234567890","e":null}';
    expect(parseExactJson(text)).toEqual(JSON.parse(text));
    const values = fc.array(fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean()));
    fc.assert(
      fc.property(values, (made) => {
        expect(parseExactJson(JSON.stringify(made))).toEqual(made);
      }),
    );
  });

  it("tells any two ids of 1 to 30 digits apart", () => {
    const id = fc.bigInt({ min: 1n, max: 10n ** 30n });
    fc.assert(
      fc.property(id, (value) => {
        const parsed = parseExactJson(`[{"id": ${value}}]`) as readonly { readonly id: unknown }[];
        expect(wideIdSchema.parse(parsed[0]?.id)).toBe(`${value}`);
      }),
    );
  });
});

describe("idSchema", () => {
  it.each(['{"id":9007199254740993}', '{"id":3804004623172239366}'])(
    "refuses %s with a sentence that says why",
    (text) => {
      const { id } = parseExactJson(text) as { readonly id: unknown };
      const sentence = "expected a whole number below 2^53, which is all that this version can hold";
      expect(idSchema.safeParse(id).error?.issues.map(({ message }) => message)).toEqual([sentence]);
      // Rounded on the way by somebody else's parser.
      expect(idSchema.safeParse(Number(id)).error?.issues.map(({ message }) => message)).toEqual([sentence]);
    },
  );

  it("takes every smaller one, and nothing else for one", () => {
    expect([1, 9_007_199_254_740_991].map((id) => idSchema.parse(id))).toEqual([1, 9_007_199_254_740_991]);
    for (const id of [0, -1, 1.5, "1", null]) expect(idSchema.safeParse(id).success).toBe(false);
    for (const id of [0, -1, "", "0", "1x", "-5", null])
      expect(wideIdSchema.safeParse(id).success).toBe(false);
  });
});
