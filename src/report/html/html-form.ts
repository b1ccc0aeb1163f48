import { escapeHtml } from "../../text/escape.ts";
import type { PageForm } from "../pages/report-page.ts";
import { createHtmlPictures } from "./html-pictures.ts";

const NUMBER = /^#(\d+)$/u;
const COMMIT = /^[0-9a-f]{12}$/u;
const PRINTABLE_ASCII = /^[ -~]*$/u;

/** @param linkBase Address of the repository, `https://github.com/acme/shop`; undefined: nothing is linked. */
export function createHtmlForm(linkBase: string | undefined): PageForm {
  const form = {
    heading: (words: string) => `<h2 id="${toAnchor(words)}">${words}</h2>`,
    paragraph: (words: string) => `<p>${words}</p>`,
    list: (items: readonly string[]) => `<ul>\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</ul>`,
    numbered: renderNumbered,
    strong: (words: string) => `<strong>${words}</strong>`,
    table: renderTable,
    fold: (summary: string, blocks: readonly string[]) =>
      `<details><summary>${summary}</summary>\n${blocks.filter((block) => block !== "").join("\n")}\n</details>`,
    text: renderText,
    code: (text: string) => `<code>${renderText(text)}</code>`,
    id: createIdRenderer(linkBase),
  };
  return { ...form, pictures: createHtmlPictures(form) };
}

/** `3. System map` -> `system-map` */
export function toAnchor(words: string): string {
  return words
    .toLowerCase()
    .replace(/^[\d. ]+/u, "")
    .replace(/[^a-z]+/gu, "-");
}

/** On one line. What may be written from right to left is set apart, so that it can't reorder what stands around it. */
function renderText(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return PRINTABLE_ASCII.test(line) ? escapeHtml(line) : `<bdi>${escapeHtml(line)}</bdi>`;
}

function createIdRenderer(linkBase: string | undefined): (id: string) => string {
  if (linkBase === undefined) return renderText;
  const base = escapeHtml(linkBase.replace(/\/+$/u, ""));
  return (id) => {
    const [, number] = NUMBER.exec(id) ?? [];
    if (number !== undefined) return `<a href="${base}/pull/${number}">${id}</a>`;
    return COMMIT.test(id) ? `<a href="${base}/commit/${id}">${id}</a>` : renderText(id);
  };
}

function renderNumbered(
  items: readonly { readonly lead: string; readonly lines: readonly string[] }[],
): string {
  const rows = items.map(({ lead, lines }) => {
    const below = lines.map((line) => `<li>${line}</li>`).join("");
    return `<li>${lead}<ul>${below}</ul></li>`;
  });
  return `<ol>\n${rows.join("\n")}\n</ol>`;
}

/** Wide tables scroll by themselves, by keyboard too. */
function renderTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const isNumber = head.map((_, column) => typeof rows[0]?.[column] === "number");
  const style = (column: number) => (isNumber[column] === true ? ' class="n"' : "");
  const heads = head.map((cell, column) => `<th scope="col"${style(column)}>${cell}</th>`).join("");
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 ? `<th scope="row">${cell}</th>` : `<td${style(column)}>${cell}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" tabindex="0"><table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody></table></div>`;
}
