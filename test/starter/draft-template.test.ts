import { expect, it } from "vitest";
import { draftTemplate } from "../../src/starter/draft-template.ts";
import { compilePolicy } from "../../src/tagging/compile-policy.ts";
import { parseDescription } from "../../src/tagging/parse-description.ts";
import { CATALOG } from "../tagging/build-facts.ts";

it.each([
  [[], "One of: none, unsure. All metrics"],
  [
    [{ key: "refund-rate", name: "Refund rate" }],
    "One of: refund-rate, none, unsure. All metrics: .github/throughline.yml -->",
  ],
])("names what can be answered: %j", (metrics, hint) => {
  expect(draftTemplate(metrics, "off")).toContain(hint);
});

it.each(["off", "template"] as const)(
  "leads to what it has no room for, and says nothing by itself: %s",
  (checklist) => {
    const metrics = CATALOG.metrics.flatMap(({ key, name }) =>
      Array.from({ length: 4 }, (_, index) => ({ key: `${key}-${index}`, name })),
    );
    const template = draftTemplate(metrics, checklist);
    expect(template).toContain(".github/throughline.yml");
    expect(parseDescription(template, compilePolicy(CATALOG, "private").vocabulary)).toEqual({
      problems: [],
    });
  },
);
