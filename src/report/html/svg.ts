import { escapeHtml } from "../../text/escape.ts";
import { showHidden } from "../../text/show-code.ts";

/** A picture is drawn twice, for a page and for a telephone: shrinking one would make its words unreadable. */
export interface Canvas {
  readonly kind: "wide" | "narrow";
  readonly width: number;
  readonly fontPx: number;
}

const WIDE: Canvas = { kind: "wide", width: 800, fontPx: 13 };
const NARROW: Canvas = { kind: "narrow", width: 360, fontPx: 11 };

/** What is drawn on a canvas, without its frame. */
export interface Drawing {
  readonly height: number;
  readonly width?: number;
  readonly body: string;
}

export interface Picture {
  /** Unique on the page, kebab-case. */
  readonly name: string;
  readonly title: string;
  /** What a person who can't see it needs to know; the numbers stand in the table under it. */
  readonly description: string;
  readonly draw: (canvas: Canvas) => Drawing;
}

export function renderPicture(picture: Picture): string {
  return [WIDE, NARROW].map((canvas) => renderSvg(picture, canvas)).join("\n");
}

function renderSvg({ name, title, description, draw }: Picture, canvas: Canvas): string {
  const { width = canvas.width, height, body } = draw(canvas);
  const id = `${name}-${canvas.kind}`;
  return (
    `<svg class="${canvas.kind}" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>` +
    `${body}</svg>`
  );
}

/** Widths in parts of the font's size, on the safe side: nothing here can ask a browser. */
const NARROW_GLYPHS = /[ijl.,:;'|!()[\]\s]/u;
const BROAD = /[A-Z@%&mwMW]/u;
const FULL =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uFF00-\uFFEF]/u;
const ELLIPSIS_EM = 0.9;
/** What may not stand last: joiners, emoji selectors and combining marks of a character that was cut off. */
const LOOSE_END = /[\u200D\uFE0E\uFE0F\p{M}\s]+$/u;

/** As much of the text as fits into `widthPx`, on one line, with an ellipsis where something is cut off. */
export function cutToWidth(text: string, widthPx: number, fontPx: number): string {
  const line = showHidden(text).replace(/\s+/gu, " ").trim();
  const room = widthPx / fontPx;
  let used = 0;
  let kept = "";
  let isFull = false;
  for (const character of line) {
    used += toEm(character);
    if (used > room) return `${kept.replace(LOOSE_END, "")}…`;
    isFull ||= used > room - ELLIPSIS_EM;
    if (!isFull) kept += character;
  }
  return line;
}

function toEm(character: string): number {
  if (NARROW_GLYPHS.test(character)) return 0.34;
  if (FULL.test(character)) return 1.15;
  return BROAD.test(character) ? 0.78 : 0.58;
}

/** A number of pixels, to a tenth: the same in every browser and short. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly fontPx: number;
  /** Stands behind the text, set apart from it: a name may end in a number, or be written from right to left. */
  readonly count?: number;
  readonly anchor?: "start" | "middle" | "end";
  /** Names of the style sheet. */
  readonly style?: string;
}

export function renderLabel({ x, y, text, fontPx, count, anchor = "start", style }: Label): string {
  const anchored = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  const styled = style === undefined ? "" : ` class="${style}"`;
  return `<text x="${px(x)}" y="${px(y)}" font-size="${fontPx}"${anchored}${styled}>${renderWords(text, count)}</text>`;
}

function renderWords(text: string, count: number | undefined): string {
  const name = escapeHtml(text);
  if (count === undefined) return name;
  return `<tspan class="name">${name}</tspan> <tspan class="count">${count}</tspan>`;
}
