import { renderPartnerBriefHtml, renderPartnerBriefMarkdown } from "../../src/summary/brief.ts";
import { renderHeadline, renderPartnerHeadline } from "../../src/summary/headline.ts";
import { renderSummaryMarkdown } from "../../src/summary/render-summary.ts";
import { renderSummaryHtml } from "../../src/summary/render-summary-html.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { renderSummaryJson } from "../../src/summary/summary-json.ts";

/** Everything that is ever written of a summary. */
export function renderAllForms(summary: Summary): readonly string[] {
  return [
    renderSummaryMarkdown(summary),
    renderSummaryHtml(summary),
    renderSummaryJson(summary),
    renderHeadline(summary),
    ...summary.partners.flatMap((partner) => [
      renderPartnerHeadline(summary, partner),
      renderPartnerBriefMarkdown(summary, partner),
      renderPartnerBriefHtml(summary, partner),
    ]),
  ];
}
