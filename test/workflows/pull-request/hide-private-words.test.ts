import { expect, it } from "vitest";
import { buildCatalog, type LayeredSource } from "../../../src/catalog/build-catalog.ts";
import { hidePrivateWords } from "../../../src/workflows/pull-request/hide-private-words.ts";

const FARTHER: LayeredSource = {
  layer: "organisation",
  file: "acme/.github-private:throughline.yml",
  visibility: "private",
  text: `version: 1
metrics:
  acquisition-of-rival: { name: Secret plan, kind: revenue, better: up, was: [old-plan] }
  sign-ups: { name: Sign-ups, kind: customer, better: up, visibility: public, drives: [acquisition-of-rival] }
`,
};

function tell(metrics: string): readonly string[] {
  const own: LayeredSource = {
    layer: "repository",
    file: ".github/throughline.yml",
    visibility: "public",
    text: `version: 1\nmetrics:\n${metrics}`,
  };
  const { problems } = buildCatalog([FARTHER, own]);
  const shown = problems.filter(({ file }) => file === own.file);
  return hidePrivateWords(shown, own, [FARTHER]).map(({ message }) => message);
}

const HIDDEN = "This does not go together with a part of the catalog that not everybody may read";

it("suggests a public metric, and no private one", () => {
  const drive = (key: string) => `  speed: { name: Speed, kind: delivery, better: up, drives: [${key}] }\n`;
  expect(tell(drive("sign-up"))).toContainEqual(expect.stringContaining('did you mean "sign-ups"?'));
  for (const key of ["acquisition-of-rivals", "old-plan"]) {
    expect(tell(drive(key))).toContainEqual(expect.stringContaining("add it under metrics"));
    expect(tell(drive(key)).join()).not.toMatch(/acquisition-of-rival(?!s)/);
  }
});

it("says of what collides with a private metric only that it does", () => {
  expect(
    tell("  speed: { name: acquisition-of-rival , kind: customer, better: up, was: [sign-ups] }\n"),
  ).toContainEqual(expect.stringContaining("sign-ups"));
  expect(tell("  sign-ups: { name: Secret Plan, kind: customer, better: up }\n")).toEqual([HIDDEN]);
});
