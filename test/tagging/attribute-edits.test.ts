import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Revision } from "../../src/model/bot-writing.ts";
import { attributeRevisions, hasSameAnswers } from "../../src/tagging/attribute-edits.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { decideAnswer } from "../../src/tagging/decide-answer.ts";
import { CATALOG, pullRequestOf } from "./build-facts.ts";

const { vocabulary } = compilePolicy(CATALOG, "private");
const person = (body: string): Revision => ({ body, isByBot: false });
const bot = (body: string): Revision => ({ body, isByBot: true });
const lost = (isByBot: boolean): Revision => ({ isByBot });

const LINE = "Impact: refund-rate";
const SUMMARY = "## Summary\n\n- **Impact:** None on runtime behaviour";
const block = (...boxes: readonly string[]) =>
  `<!-- throughline -->\n${boxes.join("\n")}\n<!-- /throughline -->`;
const REFUND = "<!-- metric: refund-rate --> Refund rate";
const CHECKOUT = "<!-- metric: checkout-conversion --> Checkout conversion";

function decide(revisions: readonly Revision[]) {
  const { body, writing } = attributeRevisions(revisions);
  const { answer, agentClaims, problems } = decideAnswer(
    pullRequestOf({ body, botWriting: writing }),
    vocabulary,
  );
  return {
    says: answer.kind === "tags" ? answer.tags.map(({ metric }) => metric).join(", ") : answer.kind,
    agent: agentClaims.map(({ metric }) => metric).join(", "),
    told: problems.map(({ code }) => code),
  };
}

describe("who wrote a line", () => {
  it.each<[string, readonly Revision[], string]>([
    ["a bot appends a summary", [person(LINE), bot(`${LINE}\n\n${SUMMARY}`)], "refund-rate"],
    ["a bot puts one above", [person(LINE), bot(`Impact: none\n\n${LINE}`)], "refund-rate"],
    [
      "a bot writes all anew, and keeps the line",
      [person(`Old.\n\n${LINE}`), bot(`New!\n\n**Impact**:  Refund-Rate`)],
      "refund-rate",
    ],
    ["a bot repeats the line", [person(LINE), bot(`${LINE}\n\nWords.\n\n${LINE}`)], "refund-rate"],
    ["a bot changes the line", [person(LINE), bot("Impact: checkout-conversion")], "unanswered"],
    [
      "a bot takes it out, and a person writes it again",
      [person(LINE), bot("x"), person(LINE)],
      "refund-rate",
    ],
    ["a bot takes it out, and puts it back", [person(LINE), bot("x"), bot(LINE)], "unanswered"],
    ["a person writes into a bot's", [bot("Does it."), person(`Does it.\n\n${LINE}`)], "refund-rate"],
    ["a person leaves a bot's line alone", [bot(LINE), person(`${LINE}\n\nThanks.`)], "unanswered"],
    ["a person touches a bot's line", [bot(LINE), person(`${LINE} - fewer steps`)], "refund-rate"],
    [
      "a person writes a bot's line once more",
      [bot(LINE), person(`${LINE}\n\nYes.\n\n${LINE}`)],
      "refund-rate",
    ],
    [
      "a bot adds an item under a person's heading",
      [person("### Impact\n\n- refund-rate"), bot("### Impact\n\n- refund-rate\n- checkout-conversion")],
      "refund-rate",
    ],
    [
      "a bot adds a metric below a person's",
      [person(LINE), bot(`${LINE}\ncheckout-conversion`)],
      "refund-rate",
    ],
    ["a person fills in a bot's template", [bot("Impact:\n"), person("Impact:\nrefund-rate")], "refund-rate"],
    ["a bot fills in a person's template", [person("Impact:\n"), bot("Impact:\nrefund-rate")], "unanswered"],
    ["a bot shows what stood in a comment", [person(`<!-- ${LINE} -->`), bot(LINE)], "unanswered"],
    ["a bot ticks", [person(block(`- [ ] ${REFUND}`)), bot(block(`- [x] ${REFUND}`))], "unanswered"],
    [
      "a bot ticks beside a person's tick",
      [
        person(block(`- [x] ${REFUND}`, `- [ ] ${CHECKOUT}`)),
        bot(block(`- [x] ${REFUND}`, `- [x] ${CHECKOUT}`)),
      ],
      "refund-rate",
    ],
    [
      "a person ticks in a bot's",
      [bot(block(`- [ ] ${REFUND}`)), person(block(`- [x] ${REFUND}`))],
      "refund-rate",
    ],
    [
      "a person ticks the bot's own box",
      [bot(`${LINE}\n\n- [ ] rebase`), person(`${LINE}\n\n- [x] rebase`)],
      "unanswered",
    ],
    ["the text between is lost, all are people", [person("x"), lost(false), person(LINE)], "refund-rate"],
    ["the text between is lost, and a bot's", [person("x"), lost(true), person(LINE)], "unanswered"],
    ["it was opened by a bot, and how is lost", [lost(true), person(LINE)], "unanswered"],
  ])("%s", (_, revisions, says) => {
    expect(decide(revisions).says).toBe(says);
  });

  it("suggests what a bot wrote, and tells what it takes to count", () => {
    expect(decide([person(""), bot(LINE)])).toEqual({
      says: "unanswered",
      agent: "refund-rate",
      told: ["written-by-bot"],
    });
    expect(decide([person(LINE), bot("Impact: none")])).toEqual({
      says: "unanswered",
      agent: "",
      told: ["written-by-bot", "removed-by-bot"],
    });
    expect(decide([person(LINE), bot("")]).told).toEqual(["removed-by-bot"]);
    expect(decide([person(LINE), bot(""), person("Sorry.")]).told).toEqual(["removed-by-bot"]);
    expect(decide([person(LINE), bot(`${LINE}\n\n${SUMMARY}`)]).told).toEqual([]);
  });

  it("never lets a bot's line answer, whatever it writes where", () => {
    const bodies = fc.constantFrom(
      LINE,
      "Impact: none",
      SUMMARY,
      "",
      "words",
      `> ${LINE}`,
      block(`- [x] ${REFUND}`),
    );
    fc.assert(
      fc.property(fc.array(bodies), fc.constantFrom("", "words", "Fixes #1"), (written, opened) => {
        expect(decide([person(opened), ...written.map(bot)]).says).toBe("unanswered");
        expect(decide([bot(opened), ...written.map(bot)]).says).toBe("unanswered");
        const own = [person(opened), ...written.map(person)];
        expect(attributeRevisions(own).writing).toEqual({ texts: [] });
      }),
    );
  });
});

it("compares descriptions by what may answer alone", () => {
  expect(hasSameAnswers(`${LINE}\n\nOne.`, `Two.\n\n**Impact:** refund-rate`)).toBe(true);
  expect(hasSameAnswers(LINE, `${LINE}\n\n${LINE}`)).toBe(false);
});
