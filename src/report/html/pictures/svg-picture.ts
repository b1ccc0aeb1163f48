import { escapeHtml } from "../../../text/escape-html.ts";
import { px } from "./svg-text.ts";

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
