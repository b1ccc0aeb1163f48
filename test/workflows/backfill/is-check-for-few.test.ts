import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../../src/catalog/parse-catalog.ts";
import type { Visibility } from "../../../src/model/catalog.ts";
import { compilePolicy } from "../../../src/tagging/compile-policy.ts";
import { isCheckForFew } from "../../../src/workflows/backfill/read-entry.ts";

const TEXT = `version: 1
metrics:
  revenue: { name: Revenue, kind: revenue, visibility: public }
  refund-rate: { name: Share of refunds, kind: customer, visibility: private, was: [refunds] }
`;

function isForFew(
  visibility: Visibility,
  shown: { title?: string; summary?: string; text?: string },
): boolean {
  const { catalog } = buildCatalog([
    { layer: "repository", text: TEXT, file: ".github/throughline.yml", visibility },
  ]);
  if (catalog === undefined) throw new Error("The catalog was to be valid.");
  return isCheckForFew({ title: "", summary: "", text: "", ...shown }, compilePolicy(catalog, visibility));
}

describe("a check that a lost store left behind", () => {
  it.each([
    [{ title: "refund-rate, said in the description" }, true],
    [{ summary: "Moves **Share of refunds**." }, true],
    [{ text: '<!-- throughline:record {"metric":"refunds"} -->' }, true],
    [{ title: "revenue, said in the description" }, false],
    [{ title: "refund-rate-limit" }, false],
  ])("%j in public: for few is %s", (shown, expected) => {
    expect(isForFew("public", shown)).toBe(expected);
  });

  it("may name all that its readers may see", () => {
    expect(isForFew("private", { title: "refund-rate" })).toBe(false);
  });
});
