import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseChangeMessage, parseChangeNumbers } from "../../src/git/parse-change-message.ts";

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

  it.each([
    "Merge #12",
    "Merge #12: Keep the cart",
    "Merge acme/shop#12: Keep the cart",
    "Merge PR #12: Keep the cart",
    "Merge PR #12 from mona/topic",
    "Merge pull request #12: Keep the cart",
    "Merge pull request #12 in ACME/shop from topic to main",
    "Pull request #12: Keep the cart",
    "Merged in mona/topic (pull request #12)",
    "Merged PR 12: Keep the cart",
    "Merge pull request 12 from topic into main",
    "Merge pull request 'Keep the 'cart' (#3)' (#12) from mona/topic into main",
    "Auto merge of #12 - mona:topic, r=hubot",
    "Rollup merge of #12 - mona:topic, r=hubot",
    "Merge of #12",
    "Keep the cart (GH-12)",
    "[3.9] Keep the cart (GH-7) (GH-12)",
    "Keep the cart (PR #12)",
    "Keep the cart (!12)",
    "Merge branch 'topic' into 'main'\n\nKeep the cart\n\nSee merge request acme/shop!12",
    "Keep the cart\n\nSee merge request https://gitlab.example/acme/shop/-/merge_requests/12",
    "Keep the cart\n\nPR-URL: https://github.com/acme/shop/pull/12\nReviewed-By: Mona",
    "Keep the cart\n\nCloses #12 from mona/topic.",
  ])("reads number 12 of %j", (message) => {
    expect(parseChangeMessage(message).number).toBe(12);
    expect(parseChangeNumbers(message)).toEqual([12]);
    expect(parseChangeNumbers(message, { repository: "acme/shop" })).toEqual([12]);
  });

  it.each([
    "Keep the cart (fixes #12)",
    "Keep (#12) the cart",
    "Keep the cart (#12).",
    "Keep the cart [#12]",
    "gh-12: Keep the cart",
    "Merge #12 into release",
    "Merge branch 'fix-#12'",
    "Merge branch 'topic'\n\nSee issue !12",
    'Merge "Keep the cart" into main\n\nReviewed-on: https://review.example/c/shop/+/12',
    "Keep the cart\n\nFixes #12.\nCloses #12",
    "Backport of #12",
    "Merge tag 'v1.2 (#12)' of https://example.com/shop",
    "Merge other/shop#12: Keep the cart",
    "Keep the cart\n\nPR-URL: https://github.com/other/shop/pull/12",
  ])("invents no number for %j", (message) => {
    expect(parseChangeMessage(message, { repository: "acme/shop" })).not.toHaveProperty("number");
    expect(parseChangeNumbers(message, { repository: "acme/shop" })).toEqual([]);
  });

  it("takes title and description from where each host puts them", () => {
    const { title, body } = parseChangeMessage("Merged PR 12: Keep the cart\n\nImpact: none");
    expect([title, body]).toEqual(["Keep the cart", "Impact: none"]);
    expect(parseChangeMessage("Merge branch 'a' into 'main'\n\nKeep\n\nSee merge request a/b!1").title).toBe(
      "Keep",
    );
    const script =
      "Merge acme/shop#12: Keep the cart\n\n1a2b3c Impact: refunds (Mona)\n\nPull request description:\n\n  Why.\n\n  Impact: none\n\nACKs for top commit:\n  hubot: ACK\n    Impact: refunds\nTree-SHA512: 1a";
    expect(parseChangeMessage(script)).toEqual({
      number: 12,
      title: "Keep the cart",
      body: "Why.\n\nImpact: none",
    });
  });

  it("reads a description that stands in the place of the title", () => {
    const message = "Merge pull request #7 from mona/topic\n\nImpact: checkout\n";
    expect(parseChangeMessage(message).body).toBe("Impact: checkout");
  });

  it("parts a batch of bors into its pull requests", () => {
    const message =
      "Merge #12 #13 #14\n\n12: Keep r=ada a=ben\n\nImpact: cart\n\n13: Pay r=ada,eve a=ben\n\nImpact: none\n";
    expect(parseChangeNumbers(message)).toEqual([12, 13, 14]);
    expect([0, 1, 2].map((part) => parseChangeMessage(message, {}, part))).toEqual([
      { number: 12, title: "Keep", body: "Impact: cart" },
      { number: 13, title: "Pay", body: "Impact: none" },
      { number: 14, title: "Merge #14", body: "" },
    ]);
    const bare = "Merge #12 #13\n\nKeep\n\nImpact: cart";
    expect([0, 1].map((part) => parseChangeMessage(bare, {}, part).body)).toEqual(["Impact: cart", ""]);
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
    const part = fc.constantFrom(
      "(#1)",
      "Merge #3",
      "\n3: x r=y",
      "PR-URL: #4",
      "Merge pull request #2 from a/b",
      "\n",
      "\r\n",
      " ",
      "x",
      "Revert",
    );
    const message = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(message, (text) => {
        const { title, number } = parseChangeMessage(text);
        expect(title).not.toMatch(/[\r\n]/);
        expect(parseChangeNumbers(text)[0]).toBe(number);
      }),
    );
  });
});
