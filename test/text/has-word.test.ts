import { expect, it } from "vitest";
import { hasWord } from "../../src/text/show-code.ts";

it.each([
  ["moves net-revenue.", true],
  ["net-revenue", true],
  ["net-revenue-retention, then net-revenue", true],
  ["net-revenue-retention", false],
  ["our-net-revenue", false],
  ["", false],
])("%j: %s", (text, has) => {
  expect(hasWord(text, "net-revenue")).toBe(has);
});
