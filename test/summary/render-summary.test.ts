import { describe, expect, it } from "vitest";
import { renderPartnerBriefMarkdown } from "../../src/summary/brief.ts";
import { renderHeadline, renderPartnerHeadline } from "../../src/summary/headline.ts";
import { renderSummaryMarkdown } from "../../src/summary/render-summary.ts";
import { renderSummaryHtml } from "../../src/summary/render-summary-html.ts";
import { renderSummaryJson } from "../../src/summary/summary-json.ts";
import { summarySchema } from "../../src/summary/summary-schema.ts";
import { buildMade, makeAcmeWeek, makeChange, toRepository } from "./made-week.ts";

const SEEN = [
  { repositoryId: 1, number: 1_100, verdict: "yes", words: "two customers asked less" },
  { repositoryId: 1, number: 1_100, verdict: "no", words: "" },
  { repositoryId: 3, number: 10, verdict: "yes", words: "of a private one" },
] as const;

describe("the summary of a week", () => {
  const summary = buildMade(makeAcmeWeek(), { seen: SEEN });
  const [, sales] = summary.partners;

  it("has the shape that is documented", () => {
    expect(summarySchema.parse(summary)).toEqual(summary);
  });

  it("reads so", async () => {
    await expect(renderSummaryMarkdown(summary)).toMatchFileSnapshot("golden/summary.md");
    await expect(renderSummaryHtml(summary)).toMatchFileSnapshot("golden/summary.html");
    await expect(renderSummaryJson(summary)).toMatchFileSnapshot("golden/summary.json");
    const forPublic = buildMade(makeAcmeWeek(), { seen: SEEN }, { audience: "public" });
    await expect(renderSummaryMarkdown(forPublic)).toMatchFileSnapshot("golden/summary-public.md");
  });

  it("tells a channel one line", () => {
    expect(renderHeadline(summary)).toMatchInlineSnapshot(
      `"acme, 2026-W47: You set Net revenue retention as the focus; 1 of 17 answered changes (6 %) claim it, 2 of 19 say nothing; most went to Checkout conversion (12)."`,
    );
    expect(sales && renderPartnerHeadline(summary, sales)).toMatchInlineSnapshot(
      `"Sales, 2026-W47. Checkout conversion: 12 changes claim it; Deal velocity: no change claims it."`,
    );
  });

  it("has a brief of its own for a partner", async () => {
    if (sales === undefined) throw new Error("no brief");
    await expect(renderPartnerBriefMarkdown(summary, sales)).toMatchFileSnapshot("golden/brief.md");
  });
});

it("the aim is named where too few answered for the first sentence to name it, and left out of an empty week", () => {
  const few = [makeChange(toRepository({ id: 5 }), { number: 1 })];
  expect(renderSummaryMarkdown(buildMade(few))).toContain(
    "Why **Net revenue retention** is the focus until 2027-03-31: renewals slipped. No change claims a metric that leads to it.",
  );
  expect(renderSummaryMarkdown(buildMade([]))).not.toContain("focus");
});
