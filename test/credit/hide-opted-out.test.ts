import fc from "fast-check";
import { expect, it } from "vitest";
import { hideOptedOut } from "../../src/credit/hide-opted-out.ts";
import type { ChangeNotes, OptedOut } from "../../src/model/credit.ts";

const JO: OptedOut = { ids: new Set([42]), logins: new Set(["jo"]) };
const NOBODY: OptedOut = { ids: new Set(), logins: new Set() };

const NOTES: ChangeNotes = {
  credits: [
    { kind: "author", person: { name: "mona", isLogin: true, id: 11 } },
    { kind: "co-author", person: { name: "renamed-jo", isLogin: true, id: 42 } },
    { kind: "helped", person: { name: "JO", isLogin: true } },
    { kind: "decision", person: { name: "mona", isLogin: true }, words: "with @Jo, @jo-anna and @jo." },
  ],
  learnings: [{ text: "@jo: caps", by: { name: "Jo", isLogin: true } }],
  ideasFrom: [{ repository: "acme/pay", number: 9 }],
  firsts: ["cart"],
};

it("hides a person by id and by login, in every place and in the words of others", () => {
  expect(hideOptedOut(NOTES, JO)).toEqual({
    credits: [
      { kind: "author", person: { name: "mona", isLogin: true, id: 11 } },
      {
        kind: "decision",
        person: { name: "mona", isLogin: true },
        words: "with a colleague, @jo-anna and a colleague.",
      },
    ],
    learnings: [{ text: "a colleague: caps" }],
    ideasFrom: [{ repository: "acme/pay", number: 9 }],
    firsts: ["cart"],
  });
});

it("tells of no first of somebody who opted out", () => {
  const mona: OptedOut = { ids: new Set([11]), logins: new Set() };
  expect(hideOptedOut(NOTES, mona)).not.toHaveProperty("firsts");
});

it("changes nothing where nobody opted out", () => {
  expect(hideOptedOut(NOTES, NOBODY)).toEqual(NOTES);
});

it("leaves no mention of a login, whatever stands around it", () => {
  const around = fc.stringMatching(/^[^\w@-]{0,5}$/u);
  fc.assert(
    fc.property(around, around, (before, after) => {
      const text = `${before}@JO${after}`;
      const hidden = hideOptedOut({ credits: [], learnings: [{ text }], ideasFrom: [] }, JO);
      expect(hidden.learnings[0]?.text).not.toMatch(/jo/iu);
    }),
  );
});
