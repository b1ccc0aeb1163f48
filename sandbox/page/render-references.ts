import { escapeHtml } from "../../src/text/escape.ts";

// `#12`, `acme/shop#12`; not in the middle of a word.
const REFERENCE = /(?<![\w/&#-])(?:([A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}))?#(\d{1,7})\b/g;

/** Text with `#12` and `acme/shop#12` as links, as GitHub shows it. `base` is `/acme/shop`. */
export function renderReferences(text: string, base: string): string {
  let html = "";
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [whole, repository, number] = match;
    const target = repository === undefined ? base : `/${repository}`;
    html += escapeHtml(text.slice(end, match.index));
    html += `<a href="${escapeHtml(target)}/issues/${number}">${escapeHtml(whole)}</a>`;
    end = match.index + whole.length;
  }
  return html + escapeHtml(text.slice(end));
}
