import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFields } from "../../src/git/split-fields.ts";

function split(chunks: readonly Buffer[], limit?: number): { fields: string[]; pending: number } {
  const fields: string[] = [];
  const splitter = splitFields(
    (bytes, start, end) => fields.push(bytes.toString("latin1", start, end)),
    limit,
  );
  for (const chunk of chunks) splitter.push(chunk);
  return { fields, pending: splitter.pending() };
}

describe("splitFields", () => {
  it("gives the same fields wherever the stream is cut into chunks", () => {
    const texts = fc.array(fc.string({ maxLength: 8 }).map((text) => text.replaceAll("\0", "")));
    fc.assert(
      fc.property(texts, fc.array(fc.nat(6)), (fields, cuts) => {
        const bytes = Buffer.from(fields.map((field) => `${field}\0`).join(""), "latin1");
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(at, at + cut));
          at = Math.min(at + cut, bytes.length);
        }
        chunks.push(bytes.subarray(at));
        expect(split(chunks)).toEqual(split([bytes]));
        expect(split(chunks).fields).toHaveLength(fields.length);
      }),
    );
  });

  it("cuts a long field, in one chunk or in many, and goes on behind it", () => {
    const long = Buffer.from("abcdefgh");
    const whole = Buffer.from("abcdefgh\0x\0");
    expect(split([whole], 3).fields).toEqual(["abc", "x"]);
    expect(split([long, long, Buffer.from("\0x\0")], 3).fields).toEqual(["abc", "x"]);
  });

  it("tells what is left behind the last field", () => {
    expect(split([Buffer.from("a\0bc")])).toEqual({ fields: ["a"], pending: 2 });
    expect(split([Buffer.from("a\0")])).toEqual({ fields: ["a"], pending: 0 });
  });
});
