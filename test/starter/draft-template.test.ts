import { expect, it } from "vitest";
import { draftTemplate } from "../../src/starter/draft-template.ts";

it.each([
  [[], "One of: none, unsure -->"],
  [[{ key: "refund-rate", name: "Refund rate" }], "One of: refund-rate, none, unsure -->"],
])("names what can be answered: %j", (metrics, hint) => {
  expect(draftTemplate(metrics, "off")).toContain(hint);
});
