import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isPullRequestMerge,
  parseChangeMessage,
  parseChangeNumber,
} from "../../src/git/parse-change-message.ts";

describe("parseChangeMessage", () => {
  it("takes number and title of a squashed pull request", () => {
    expect(parseChangeMessage("Keep the cart (#12)\n\nImpact: checkout\n")).toEqual({
      number: 12,
      title: "Keep the cart (#12)",
      body: "Impact: checkout",
    });
  });

  it("takes the last number of a title, and only at its end", () => {
    expect(parseChangeMessage('Revert "Keep the cart (#12)" (#34)').number).toBe(34);
    expect(parseChangeMessage("Fix (#12) again").number).toBeUndefined();
    expect(parseChangeMessage("Fix #12").number).toBeUndefined();
    expect(parseChangeMessage("Fix (#0)").number).toBeUndefined();
    expect(parseChangeMessage("Fix (#99999999999999999999)").number).toBeUndefined();
  });

  it("takes the title of a merged pull request from the body", () => {
    const message = "Merge pull request #7 from mona/topic\n\nKeep the cart\n\nImpact: checkout\n";
    expect(parseChangeMessage(message)).toEqual({
      number: 7,
      title: "Keep the cart",
      body: "Impact: checkout",
    });
  });

  it("takes a merge without a body by its first line", () => {
    const title = "Merge pull request #7 from mona/topic";
    expect(parseChangeMessage(`${title}\n`)).toEqual({ number: 7, title, body: "" });
  });

  it("reads the merges of a queue", () => {
    const message = "Auto merge of #7 - mona:topic, r=hubot\n\nKeep the cart\n\nWhy\n";
    expect(parseChangeMessage(message)).toEqual({ number: 7, title: "Keep the cart", body: "Why" });
  });

  it("leaves other merges and plain commits without a number", () => {
    expect(parseChangeMessage("Merge branch 'main' into topic")).toEqual({
      title: "Merge branch 'main' into topic",
      body: "",
    });
    expect(parseChangeMessage("Fix\nImpact: none")).toEqual({ title: "Fix", body: "Impact: none" });
  });

  it("drops blank lines around, with any line end, and keeps indentation", () => {
    expect(parseChangeMessage("\n\r\n  Fix  \r\n \t\r\n    code\r\ntext\r\n\r\n")).toEqual({
      title: "Fix",
      body: "    code\r\ntext",
    });
    expect(parseChangeMessage("")).toEqual({ title: "", body: "" });
  });

  it("never throws, has one line as title, and agrees with the quick pass on the number", () => {
    const part = fc.constantFrom("(#1)", "Merge pull request #2 from a/b", "\n", "\r\n", " ", "x", "Revert");
    const message = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(message, (text) => {
        const { title, number } = parseChangeMessage(text);
        expect(title).not.toMatch(/[\r\n]/);
        const first = text.trim().split(/\r\n|\r|\n/, 1)[0] ?? "";
        expect(parseChangeNumber(first)).toBe(number);
        if (isPullRequestMerge(first)) expect(number === undefined || number > 0).toBe(true);
      }),
    );
  });
});
