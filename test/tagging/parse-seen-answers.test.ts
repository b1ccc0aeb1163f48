import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSeenAnswers } from "../../src/tagging/parse-seen-answers.ts";

describe("/seen", () => {
  it.each([
    ["/seen acme/shop#812 yes", "yes", ""],
    ["/Seen Acme/Shop#812 NO nothing moved", "no", "nothing moved"],
    ["/seen acme/shop#812: unclear - ask me in a month", "unclear", "ask me in a month"],
    ["  /seen acme/shop#812 yes, trials   went up.", "yes", "trials went up."],
  ])("reads %j", (text, verdict, words) => {
    const { lines, unreadable } = parseSeenAnswers(text);
    expect(lines).toMatchObject([{ about: { number: 812 }, verdict, words }]);
    expect(lines[0]?.about.repository.toLowerCase()).toBe("acme/shop");
    expect(unreadable).toBe(0);
  });

  it.each([
    "/seen",
    "/seen #812 yes",
    "/seen acme/shop yes",
    "/seen acme/shop#812",
    "/seen acme/shop#812 perhaps",
    "/seen acme/shop#812 yesterday",
  ])("tells that %j says nothing", (text) => {
    expect(parseSeenAnswers(text)).toEqual({ lines: [], unreadable: 1 });
  });

  it.each([
    "I have /seen acme/shop#812 yes",
    "> /seen acme/shop#812 yes",
    "```\n/seen acme/shop#812 yes\n```",
    "<!-- /seen acme/shop#812 yes -->",
    "/seenacme/shop#812 yes",
  ])("does not hear %j", (text) => {
    expect(parseSeenAnswers(text)).toEqual({ lines: [], unreadable: 0 });
  });

  it("reads a line for each change, and cuts what is long", () => {
    const text = `Hello\n\n/seen acme/a#1 yes\n/seen acme/b#2 no ${"x".repeat(900)}`;
    const { lines } = parseSeenAnswers(text);
    expect(lines.map(({ verdict }) => verdict)).toEqual(["yes", "no"]);
    expect(lines[1]?.words).toHaveLength(300);
  });

  it("takes the last of the lines on one change, however often it is pasted", () => {
    const text = `${"/seen acme/a#1 yes\n".repeat(30)}/seen Acme/A#1 no not any more\n/seen acme/a#2 yes`;
    const { lines, unreadable } = parseSeenAnswers(text);
    expect(lines.map(({ about, verdict }) => [about.number, verdict])).toEqual([
      [1, "no"],
      [2, "yes"],
    ]);
    expect(unreadable).toBe(0);
  });

  it("never throws, and finds no more lines than there are", () => {
    const part = fc.constantFrom(
      "/seen ",
      "acme/shop#812 ",
      "yes",
      "no ",
      "\n",
      "`",
      "> ",
      "<!--",
      "\u202e",
      "#",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        const text = parts.join("");
        const { lines, unreadable } = parseSeenAnswers(text);
        expect(lines.length + unreadable).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/u).length);
      }),
    );
  });
});
