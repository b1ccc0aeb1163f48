import { renderHeadline, renderPartnerHeadline } from "../../src/summary/render-headline.ts";
import {
  renderPartnerBriefHtml,
  renderPartnerBriefMarkdown,
} from "../../src/summary/render-partner-brief.ts";
import { renderSummaryHtml } from "../../src/summary/render-summary-html.ts";
import { renderSummaryJson } from "../../src/summary/render-summary-json.ts";
import { renderSummaryMarkdown } from "../../src/summary/render-summary-markdown.ts";
import type { Summary } from "../../src/summary/summary.ts";

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
