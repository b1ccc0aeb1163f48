import { countCodePoints, cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { listSections } from "./pages/list-sections.ts";
import { createSummaryMarkdownForm } from "./pages/summary-form.ts";
import {
  createSummaryPage,
  type Fold,
  type FoldBlock,
  PAGE_DETAILS,
  type PageDetail,
  type SummaryForm,
  type SummarySection,
} from "./pages/summary-page.ts";
import { renderOrigin } from "./sections/coverage.ts";
import { renderOpening } from "./sections/opening.ts";
import type { Summary } from "./summary.ts";

/** GitHub's limit for the body of an issue or a comment, in code points. */
const BODY_LIMIT = 65_536;
/** What a reader gets without opening anything. */
const HEAD_LIMIT = { codePoints: 3_000, lines: 45 };
const LINE_WIDTH = 100;
const CELL_WIDTH = 25;
const TITLE_LIMIT = 60;

interface SummaryMarkdownOptions {
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

/** A form's way to write a fold. */
type RenderFold = (fold: Fold) => string;

/** For the sentence that names what was left out, and for the sentence inside a fold that was cut. */
const RESERVE = 600;
const SEPARATOR = 2;

/**
 * The folds that fit into `room` code points, in their order: one that does not fit keeps its first lines and says how
 * many are missing, and what comes after it is left out and named.
 */
function fitFolds(folds: readonly Fold[], room: number, render: RenderFold): readonly string[] {
  const fitted: string[] = [];
  const left: string[] = [];
  let rest = room - RESERVE;
  for (const fold of folds) {
    const text = left.length > 0 ? undefined : fitFold(fold, rest, render);
    if (text === undefined) {
      left.push(fold.title);
    } else {
      fitted.push(text);
      rest -= countCodePoints(text) + SEPARATOR;
      if (text !== render(fold)) left.push(`the rest of ${fold.title}`);
    }
  }
  return left.length === 0 ? fitted : [...fitted, renderLeft(left)];
}

function renderLeft(titles: readonly string[]): string {
  const named = titles
    .slice(0, 3)
    .join("; ")
    .slice(0, RESERVE / 2);
  const more = titles.length > 3 ? `; and ${titles.length - 3} more` : "";
  return `Left out here, because GitHub takes no longer page: ${named}${more}. The HTML page and the JSON have it all.`;
}

/** Undefined where not even one line of it fits. */
function fitFold(fold: Fold, room: number, render: RenderFold): string | undefined {
  const whole = render(fold);
  if (countCodePoints(whole) <= room) return whole;
  const total = countLines(fold);
  // Lines differ in length a hundredfold, so how many fit is searched for and not reckoned.
  let low = 0;
  let high = total - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countCodePoints(render(cutFold(fold, middle))) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? undefined : render(cutFold(fold, low));
}

function countLines({ blocks }: Fold): number {
  return blocks.reduce((sum, block) => sum + (block.kind === "words" ? 1 : block.items.length), 0);
}

function cutFold(fold: Fold, lines: number): Fold {
  let rest = lines;
  const blocks = fold.blocks.flatMap((block): readonly FoldBlock[] => {
    if (rest <= 0) return [];
    if (block.kind === "words") {
      rest -= 1;
      return [block];
    }
    const items = block.items.slice(0, rest);
    rest -= items.length;
    return [{ kind: "items", items }];
  });
  const missing = `${countLines(fold) - lines} more lines are left out here, because GitHub takes no longer page.`;
  return { title: fold.title, blocks: [...blocks, { kind: "words", words: missing }] };
}
