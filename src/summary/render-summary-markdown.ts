import { countCodePoints } from "../text/count-code-points.ts";
import { cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { fitFolds } from "./fit-folds.ts";
import { listSections } from "./pages/list-sections.ts";
import { PAGE_DETAILS, type PageDetail } from "./pages/page-detail.ts";
import { renderOpening } from "./pages/render-opening.ts";
import { renderOrigin } from "./pages/render-origin.ts";
import { createSummaryMarkdownForm } from "./pages/summary-form.ts";
import { createSummaryPage, type SummaryForm } from "./pages/summary-page.ts";
import type { Fold, SummarySection } from "./pages/summary-section.ts";
import type { Summary } from "./summary.ts";

/** GitHub's limit for the body of an issue or a comment, in code points. */
const BODY_LIMIT = 65_536;
/** What a reader gets without opening anything. */
const HEAD_LIMIT = { codePoints: 3_000, lines: 45 };
const LINE_WIDTH = 100;
const CELL_WIDTH = 25;
const TITLE_LIMIT = 60;

export interface SummaryMarkdownOptions {
  /** Code points, at least 8,000: less than GitHub's 65,536 where something else stands in the same text. */
  readonly limit?: number;
}

/**
 * The summary as one comment or issue body: at most 45 lines and 3,000 code points before the first fold, whatever was
 * written into names and titles. Ends with a line end.
 */
export function renderSummaryMarkdown(summary: Summary, options: SummaryMarkdownOptions = {}): string {
  const form = createSummaryMarkdownForm(summary);
  const page = findShortPage(summary, form);
  const origin = renderFold(form, renderOrigin(summary));
  const room = (options.limit ?? BODY_LIMIT) - countCodePoints(page.head) - countCodePoints(origin) - 6;
  const folds = fitFolds(page.folds, room, (fold) => renderFold(form, fold));
  return `${[page.head, ...folds, origin].join("\n\n")}\n`;
}

interface MarkdownPage {
  readonly head: string;
  readonly folds: readonly Fold[];
}

/** The richest page whose beginning is short enough; the last and barest of them is short by itself. */
function findShortPage(summary: Summary, form: SummaryForm): MarkdownPage {
  let page: MarkdownPage = { head: "", folds: [] };
  for (const detail of PAGE_DETAILS) {
    page = renderPage(summary, form, detail);
    if (isShort(page.head)) break;
  }
  return page;
}

function renderPage(summary: Summary, form: SummaryForm, detail: PageDetail): MarkdownPage {
  const page = createSummaryPage(summary, form, detail);
  const sections = listSections(page);
  const title = `# Weekly summary: ${escapeMarkdown(cutText(summary.organisation, TITLE_LIMIT))}, ${summary.week}`;
  const blocks = [
    title,
    ...renderOpening(page),
    ...sections.flatMap((section) => renderShown(form, section)),
  ];
  return { head: blocks.join("\n\n"), folds: sections.flatMap(({ folds }) => folds) };
}

function renderShown(form: SummaryForm, { heading, shown }: SummarySection): readonly string[] {
  return [form.heading(heading), ...shown.filter((block) => block !== "")];
}

function renderFold(form: SummaryForm, { title, blocks }: Fold): string {
  return form.fold(
    title,
    blocks.map((block) => (block.kind === "words" ? form.paragraph(block.words) : form.list(block.items))),
  );
}

function isShort(head: string): boolean {
  return countCodePoints(head) <= HEAD_LIMIT.codePoints && countShownLines(head) <= HEAD_LIMIT.lines;
}

/** As they are rendered about 100 characters wide; the address of a link and the line below a table's head are not. */
function countShownLines(head: string): number {
  return head
    .split("\n")
    .filter((line) => line !== "" && !/^[| :-]+$/u.test(line))
    .reduce((sum, line) => sum + Math.max(1, countLinesOf(line)), 0);
}

function countLinesOf(line: string): number {
  // Of a row the name is the first cell, and the numbers beside it leave it a quarter of the width.
  const [, cell] = /^\| (.*?) \| \d/u.exec(line) ?? [];
  return cell === undefined
    ? Math.ceil(countCodePoints(line.replace(/\]\([^)]*\)/gu, "")) / LINE_WIDTH)
    : Math.ceil(countCodePoints(cell) / CELL_WIDTH);
}
