import { renderHtmlPage } from "../report/html/render-html-page.ts";
import { countCodePoints } from "../text/count-code-points.ts";
import { cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { PAGE_DETAILS } from "./pages/page-detail.ts";
import { renderBrief } from "./pages/render-brief.ts";
import { showDays } from "./pages/show-days.ts";
import { createSummaryHtmlForm, createSummaryMarkdownForm } from "./pages/summary-form.ts";
import { createSummaryPage, type SummaryForm } from "./pages/summary-page.ts";
import type { FoldBlock } from "./pages/summary-section.ts";
import type { Summary, SummaryPartner } from "./summary.ts";

const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 60;

/** A partner's brief on its own, as Markdown of at most 65,536 code points: no path, SHA, code or file name in it. */
export function renderPartnerBriefMarkdown(summary: Summary, brief: SummaryPartner): string {
  const form = createSummaryMarkdownForm(summary);
  const title = `# For ${escapeMarkdown(cutText(brief.partner, TITLE_LIMIT))}: ${escapeMarkdown(cutText(summary.organisation, TITLE_LIMIT))}, ${summary.week}`;
  const blocks = [title, ...renderBlocks(summary, form, brief)];
  return `${keepFirst(blocks).join("\n\n")}\n`;
}

/** The same as one HTML page. */
export function renderPartnerBriefHtml(summary: Summary, brief: SummaryPartner): string {
  const form = createSummaryHtmlForm(summary);
  return renderHtmlPage({
    title: `For ${brief.partner}: ${summary.organisation}, ${summary.week}`,
    heading: `For ${form.text(brief.partner)}: ${form.text(summary.organisation)}, ${summary.week}`,
    blocks: renderBlocks(summary, form, brief),
    footer: form.paragraph("A claim says what a change is for, not what it brought about."),
  });
}

function renderBlocks(summary: Summary, form: SummaryForm, brief: SummaryPartner): readonly string[] {
  const [detail] = PAGE_DETAILS;
  if (detail === undefined) throw new Error("PAGE_DETAILS is empty.");
  const page = createSummaryPage(summary, form, detail);
  const opening = `What changes of the week of ${showDays(summary.window)} claim to do for the numbers that you live by. It is what people said that a change is for; nothing here is measured.`;
  return [form.paragraph(opening), ...renderBrief(page, brief).map((block) => renderBlock(form, block))];
}

function renderBlock(form: SummaryForm, block: FoldBlock): string {
  return block.kind === "words" ? form.paragraph(block.words) : form.list(block.items);
}

function keepFirst(blocks: readonly string[]): readonly string[] {
  const note = "The rest is left out here, because GitHub takes no longer page; the JSON has it all.";
  let size = countCodePoints(note) + 3;
  const end = blocks.findIndex((block) => {
    size += countCodePoints(block) + 2;
    return size > BODY_LIMIT;
  });
  return end < 0 ? blocks : [...blocks.slice(0, end), note];
}
