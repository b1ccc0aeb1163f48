import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CreditCommand, parseCreditCommands } from "../../src/credit/parse-credit-commands.ts";
import { CREDIT_LIMITS } from "../../src/credit/to-words.ts";

const credit = (login: string, words: string): CreditCommand => ({ kind: "credit", login, words });
const UNCLEAR: CreditCommand = { kind: "unclear" };

describe("parseCreditCommands", () => {
  it.each<[string, readonly CreditCommand[]]>([
    ["/credit @octocat kept it small", [credit("octocat", "kept it small")]],
    ["/Credit: @octocat: kept it small", [credit("octocat", "kept it small")]],
    ["/credit @jo, @kim and @lee for the cap", ["jo", "kim", "lee"].map((one) => credit(one, "for the cap"))],
    ["/credit @jo and a lot of patience", [credit("jo", "and a lot of patience")]],
    ["/credit @octocat kept it\nsmall\n/impact none", [credit("octocat", "kept it small")]],
    ["/credit @octocat", [UNCLEAR]],
    ["/credit", [UNCLEAR]],
    ["/credit octocat kept it small", [UNCLEAR]],
    ["/credit @acme/growth kept it small", [UNCLEAR]],
    ["/credit @renovate[bot] kept it fresh", [UNCLEAR]],
    ["/credit @copilot wrote it", [UNCLEAR]],
    ["/learned retries need a cap", [{ kind: "learned", words: "retries need a cap" }]],
    ["/learned", [UNCLEAR]],
    ["/throughline credit off", [{ kind: "credit-off" }]],
    ["/Throughline  Credit: ON.", [{ kind: "credit-on" }]],
    ["/throughline credit maybe", [UNCLEAR]],
    ["/throughline help", []],
    [
      "/learned one\n\n/learned two",
      [
        { kind: "learned", words: "one" },
        { kind: "learned", words: "two" },
      ],
    ],
    ["/credits @octocat kept it small", []],
    ["see /credit @octocat kept it small", []],
    ["> /credit @octocat kept it small", []],
    ["`/credit @octocat kept it small`", []],
    ["```\n/throughline credit off\n```", []],
    ["<!-- /throughline credit off -->", []],
    ["/impact none", []],
  ])("%j", (markdown, commands) => {
    expect(parseCreditCommands(markdown)).toEqual(commands);
  });

  it("never throws, whatever stands around and behind a word, and keeps its limit", () => {
    const word = fc.constantFrom("/credit ", "/learned ", "/throughline credit ", "@a", ",", "\n", "off");
    const text = fc.array(fc.oneof(word, fc.string({ unit: "binary" })), { maxLength: 80 });
    fc.assert(
      fc.property(text, (pieces) => {
        expect(parseCreditCommands(pieces.join("")).length).toBeLessThanOrEqual(CREDIT_LIMITS.credits);
      }),
    );
  });

  it("takes the first people of a long list", () => {
    const people = Array.from({ length: 500 }, (_, index) => `@p${index}`).join(", ");
    expect(parseCreditCommands(`/credit ${people} all of them`).length).toBeLessThanOrEqual(
      CREDIT_LIMITS.credits,
    );
  });
});
