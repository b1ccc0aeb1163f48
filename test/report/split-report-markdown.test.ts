import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderReportMarkdown } from "../../src/report/markdown/markdown-form.ts";
import { splitReportMarkdown } from "../../src/report/split-report-markdown.ts";
import { countCodePoints } from "../../src/text/cut-text.ts";
import { buildReport } from "./build-report.ts";
import { SHOP } from "./made-catalog.ts";
import { makeShopChanges } from "./made-changes.ts";

const MARKDOWN = renderReportMarkdown(
  buildReport({
    changes: makeShopChanges(300, 7),
    previous: makeShopChanges(300, 9),
    catalog: SHOP,
    window: { since: "2026-08-25", until: "2026-11-23" },
    source: "store",
    repository: "acme/shop",
  }),
);

function withoutNotes(part: string): string {
  return part.replace(/^_Part .*_$/gmu, "").trim();
}

describe("splitReportMarkdown", () => {
  it("leaves alone what fits", () => {
    expect(splitReportMarkdown(MARKDOWN)).toEqual([MARKDOWN]);
  });

  it("cuts before sections, each part saying which it is", () => {
    const parts = splitReportMarkdown(MARKDOWN, 12_000);
    expect(parts.length).toBeGreaterThan(1);
    for (const [index, part] of parts.entries()) {
      expect(part).toContain(`Part ${index + 1} of ${parts.length} of this report`);
      if (index > 0) expect(withoutNotes(part)).toMatch(/^## /u);
    }
    expect(parts.map(withoutNotes).join("\n\n")).toBe(MARKDOWN.trimEnd());
  });

  it("keeps every part within the limit, with its folds, fences and tables whole", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 14_000 }), (limit) => {
        for (const part of splitReportMarkdown(MARKDOWN, limit)) {
          expect(countCodePoints(part)).toBeLessThanOrEqual(limit);
          expect(part.match(/<details>/gu)?.length).toBe(part.match(/<\/details>/gu)?.length);
          expect((part.match(/^```/gmu) ?? []).length % 2).toBe(0);
          for (const table of part.match(/(?:^\|.*\|$\n?)+/gmu) ?? []) {
            expect(table.split("\n")[1]).toMatch(/^\|[ :|-]+\|$/u);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("loses no id of a list that is longer than a part", () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `- change ${index}: ${"x".repeat(20)}`);
    const fold = `<details><summary>All</summary>\n\n${ids.join("\n")}\n\n</details>`;
    const parts = splitReportMarkdown(`# Report\n\n## 1. Long\n\n${fold}\n`, 10_000);
    expect(parts.join("\n").match(/- change \d+/gu)).toHaveLength(3000);
  });

  it("cuts a row that is longer than a part, and counts emoji as one", () => {
    const [first = "", ...rest] = splitReportMarkdown(`# Report\n\n${"🎉".repeat(3000)}\n`, 1000);
    expect(rest.length).toBeLessThan(2);
    expect(countCodePoints(first)).toBeLessThanOrEqual(1000);
  });
});
