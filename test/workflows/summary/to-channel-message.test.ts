import { expect, it } from "vitest";
import { toChannelMessage } from "../../../src/workflows/summary/tell-channels.ts";
import { toTag } from "../../report/made-changes.ts";
import { buildMade, makeChange, toRepository } from "../../summary/made-week.ts";

const SHOP = toRepository({ id: 1, name: "acme/shop" });
const LANDED = (["moves", "protects", "enables"] as const).map((effect, at) =>
  makeChange(SHOP, {
    number: at + 1,
    title: `feat: tell <!channel> @here of ${effect}`,
    answer: { kind: "tags", tags: [toTag("checkout-conversion", { effect })] },
  }),
);

it("a partner's channel is told what claims to touch their numbers, what for, and whom to ask", () => {
  const { title, lines } = toChannelMessage(buildMade(LANDED), "sales");
  const visible = (text: string) => text.replaceAll("\u200B", "");
  expect(visible(title)).toBe(
    "Sales, 2026-W47. Checkout conversion: 3 changes claim it; Deal velocity: no change claims it.",
  );
  expect(lines.map(visible)).toEqual([
    "Checkout conversion, to ask: growth:",
    "- Tell … @here of enables (acme/shop#3), to enable it",
    "- Tell … @here of protects (acme/shop#2), to protect it",
    "- Tell … @here of moves (acme/shop#1)",
  ]);
  expect([title, ...lines].join("\n")).not.toMatch(/@here|<!/u);
});

it("what is more than a glance is counted", () => {
  const many = Array.from({ length: 11 }, (_, at) =>
    makeChange(SHOP, {
      number: at + 1,
      answer: { kind: "tags", tags: [toTag("checkout-conversion")] },
    }),
  );
  expect(toChannelMessage(buildMade(many), "Sales").lines).toHaveLength(10);
  expect(toChannelMessage(buildMade(many), "Sales").lines.at(-1)).toBe("- and 3 more");
});

it("of a partner whose number its readers may not see it is told nothing", () => {
  const { title, lines } = toChannelMessage(buildMade(LANDED), "Board of Globex");
  expect(title).toBe("acme, 2026-W47: nothing to tell this partner here.");
  expect(lines).toEqual([]);
});
