import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeReferences } from "../../src/text/decode-references.ts";
import { escapeMarkdown } from "../../src/text/escape.ts";

it.each([
  ["&#64;mona &#x40;mona &#X40;mona &commat;mona", "@mona @mona @mona @mona"],
  ["a &amp; b &lt;c&gt; &num;12", "a & b <c> #12"],
  ["&amp;#64;", "&#64;"],
  ["&#0; &#xD800; &#1114112;", "\uFFFD \uFFFD \uFFFD"],
  ["AT&T; &unknown; &#; &#64 R&D", "AT&T; &unknown; &#; &#64 R&D"],
])("shows %j as a person sees it", (text, seen) => {
  expect(decodeReferences(text)).toBe(seen);
});

it("never throws, and what it gives is neutralised as any other text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."&#x;64amp@12commat ") }), (text) => {
      expect(escapeMarkdown(decodeReferences(text))).not.toMatch(/@(?=[a-z])|(?<!&)#(?=\d)/iu);
    }),
  );
  expect(escapeMarkdown(decodeReferences("&#64;mona"))).toBe("@&#8203;mona");
});
