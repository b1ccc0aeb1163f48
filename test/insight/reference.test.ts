import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

it("the reference page shows what the comment says", () => {
  const page = readFileSync(join(ROOT, "docs/reference/insight.md"), "utf8");
  const [, example = ""] = page.split(/<!-- \/?example -->/u);
  const golden = readFileSync(join(ROOT, "test/insight/golden/two-findings-unlinked.md"), "utf8");
  expect(example.trim()).not.toBe("");
  expect(golden).toContain(example.trim());
});
