import { decodeString } from "micromark-util-decode-string";
import { dropInvisible } from "../text/keyboard.ts";
import { findStruck } from "./find-struck.ts";

const COMMENT = /<!--/gu;
/** Stands for a code span or comment while what is around it is read. */
const MARK = "\uE000";
const IMAGE_OR_LINK =
  /!?\[([^[\]]*)\]\((?:[^()\s\uE000]|\([^()\s\uE000]*\))*(?:\s+(?:"[^"\uE000]*"|'[^'\uE000]*'))?\s*\)/gu; // [Refund rate](https://acme.example "title")
const REFERENCE_LINK = /\[([^[\]]*)\]\[[^[\]\uE000]*\]/gu; // [Refund rate][1]
/** An image in a link is two deep. */
const DEEPEST_LINK = 3;
const AUTOLINK = /<(https?:[^<>\s\uE000]*)>/giu; // <https://github.com/acme/shop/pull/812>
const TAG = /<\/?[a-z][^<>\uE000]*>/giu; // <b>, </summary>
/** What begins or ends a line on the page. */
const LINE_TAG =
  /<(?:br\s*\/?|\/?(?:p|li|ul|ol|div|td|th|tr|h[1-6]|dd|dt|summary|details)(?:\s[^<>\uE000]*)?)>/giu;
const EMPHASIS = /\*+|_+/gu;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;
/** <code>refund-rate</code>, which shows what a code span shows. */
const CODE_TAG = /<(code|tt|samp|kbd)>([^<>`]*)<\/\1>/giu;
const ESCAPED = /\\\n|\\[!-/:-@[-`{-~]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z\d]{1,31});/giu;
/** Stands for code, a link or a comment that is left out; part of no word. */
const LEFT_OUT = "\uFFFC";

/**
 * Inline Markdown as a reader sees it: comments and what is struck out gone, code spans as `x` on one line, links as
 * their text, no emphasis, no tags, whichever of them stands in which. Lines stay lines, indented as they are. Linear
 * in the length of the text, which the full grammar is not.
 */
export function toPlainText(inline: string): string {
  const { prose, spans } = split(inline);
  const [first = "", ...rest] = toPlainProse(prose).split(MARK);
  return dropInvisible(rest.reduce((plain, part, index) => plain + (spans[index]?.text ?? "") + part, first));
}

/** The same without code and links, for what must stand in plain words. */
export function toProse(inline: string): string {
  const { prose } = split(inline);
  return toPlainProse(prose.replace(IMAGE_OR_LINK, LEFT_OUT).replace(CODE_TAG, LEFT_OUT)).replaceAll(
    MARK,
    LEFT_OUT,
  );
}

/** The text with a mark in place of each code span and comment, and these; what is struck out is left out. */
function split(inline: string): { readonly prose: string; readonly spans: readonly Span[] } {
  const text = inline.replaceAll(MARK, "\uFFFD");
  const found = findSpans(text);
  let prose = "";
  let from = 0;
  for (const span of found) {
    prose += text.slice(from, span.start) + MARK;
    from = span.end;
  }
  return dropStruck(prose + text.slice(from), found);
}

function dropStruck(
  prose: string,
  spans: readonly Span[],
): { readonly prose: string; readonly spans: readonly Span[] } {
  let kept = "";
  let from = 0;
  let marks = 0;
  const left: Span[] = [];
  const keep = (to: number): void => {
    const part = prose.slice(from, to);
    const count = countMarks(part);
    left.push(...spans.slice(marks, marks + count));
    marks += count;
    kept += part;
  };
  for (const { start, end } of findStruck(prose)) {
    keep(start);
    const struck = prose.slice(start, end);
    marks += countMarks(struck);
    // What stands behind it stays on its own line.
    kept += struck.replace(/[^\n]+/gu, "");
    from = end;
  }
  if (from === 0) return { prose, spans };
  keep(prose.length);
  return { prose: kept, spans: left };
}

function countMarks(text: string): number {
  return text.split(MARK).length - 1;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Code spans and comments, which hide all other syntax, in order. */
function findSpans(inline: string): readonly Span[] {
  const closers = findBacktickRuns(inline);
  const spans: Span[] = [];
  let from = 0;
  while (from < inline.length) {
    const span = findSpan(inline, from, closers);
    if (span === undefined) {
      break;
    }
    if (span.text !== undefined) {
      spans.push({ ...span, text: span.text });
    }
    from = span.end;
  }
  return spans;
}

/** The next code span or comment from `from` on; without `text` it is literal and only skipped. */
function findSpan(
  inline: string,
  from: number,
  closers: ReadonlyMap<number, number[]>,
): { start: number; end: number; text?: string } | undefined {
  const tick = inline.indexOf("`", from);
  COMMENT.lastIndex = from;
  const comment = COMMENT.exec(inline)?.index ?? -1;
  if (tick < 0 && comment < 0) {
    return undefined;
  }
  if (comment >= 0 && (tick < 0 || comment < tick)) {
    const end = inline.indexOf("-->", comment + 4);
    // An unclosed comment is literal text on GitHub too; there can be none further on either.
    return end < 0
      ? { start: comment, end: tick < 0 ? inline.length : tick }
      : { start: comment, end: end + 3, text: "" };
  }
  let length = 1;
  while (inline[tick + length] === "`") {
    length += 1;
  }
  const close = findCloser(closers.get(length) ?? [], tick);
  if (close === undefined) {
    return { start: tick, end: tick + length };
  }
  const code = inline.slice(tick + length, close).replace(/[`\s]+/gu, " ");
  return { start: tick, end: close + length, text: `\`${code.trim()}\`` };
}

/** Starts of the runs of backticks, by their length, last first: each is taken off once. */
function findBacktickRuns(inline: string): ReadonlyMap<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const run of inline.matchAll(/`+/gu)) {
    const starts = runs.get(run[0].length) ?? [];
    starts.push(run.index);
    runs.set(run[0].length, starts);
  }
  for (const starts of runs.values()) {
    starts.reverse();
  }
  return runs;
}

function findCloser(starts: number[], after: number): number | undefined {
  while ((starts.at(-1) ?? Number.POSITIVE_INFINITY) <= after) {
    starts.pop();
  }
  return starts.at(-1);
}

function toPlainProse(text: string): string {
  return unwrapLinks(text)
    .replace(AUTOLINK, "$1")
    .replace(CODE_TAG, "`$2`")
    .replace(LINE_TAG, "\n")
    .replace(TAG, "")
    .replace(EMPHASIS, (run, index: number, whole: string) => {
      // Underscores and asterisks inside a word (snake_case) are the word's own.
      const isInside =
        WORD_CHARACTER.test(whole[index - 1] ?? "") && WORD_CHARACTER.test(whole[index + run.length] ?? "");
      return isInside ? run : "";
    })
    .replace(ESCAPED, (escaped) =>
      // A backslash that ends a line breaks it.
      escaped === "\\\n" ? "\n" : decodeString(escaped).replace(/\s/u, " "),
    );
}

/** From the inside out. */
function unwrapLinks(text: string): string {
  let unwrapped = text;
  for (let depth = 0; depth < DEEPEST_LINK; depth += 1) {
    unwrapped = unwrapped.replace(IMAGE_OR_LINK, "$1").replace(REFERENCE_LINK, "$1");
  }
  return unwrapped;
}
