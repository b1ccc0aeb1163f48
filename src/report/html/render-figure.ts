import { escapeHtml } from "../../text/escape.ts";
import { type Picture, renderPicture } from "./svg.ts";

/**
 * One or several pictures in a frame, with the title of each.
 * @param caption HTML.
 */
export function renderFigure(pictures: readonly Picture[], caption: string): string {
  const [first] = pictures;
  const title =
    pictures.length === 1 && first !== undefined ? `<strong>${escapeHtml(first.title)}</strong>` : "";
  const drawn = pictures.map((picture) => {
    const own = pictures.length === 1 ? "" : `<strong>${escapeHtml(picture.title)}</strong>`;
    return `<div>${own}${renderPicture(picture)}</div>`;
  });
  return `<figure>\n<figcaption>${title}${caption}</figcaption>\n<div class="row">${drawn.join("\n")}</div>\n</figure>`;
}
