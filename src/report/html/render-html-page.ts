import { cutText } from "../../text/cut-text.ts";
import { escapeHtml } from "../../text/escape-html.ts";
import { toAnchor } from "./html-form.ts";
import { PATTERNS, STYLE, STYLE_HASH } from "./html-style.ts";

const TITLE_LIMIT = 120;

/** Nothing is loaded, run or sent: the page may use its own style and nothing else. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

export interface HtmlPage {
  /** Plain text, for the window. */
  readonly title: string;
  /** The same as HTML. */
  readonly heading: string;
  /** Blocks of HTML; those that `createHtmlForm` makes headings of are listed above them. */
  readonly blocks: readonly string[];
  readonly footer: string;
}

/** One page that needs nothing else: no script, no font, no picture from elsewhere. */
export function renderHtmlPage({ title, heading, blocks, footer }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(cutText(title, TITLE_LIMIT))}</title>
<style>${STYLE}</style>
</head>
<body>
${PATTERNS}
<main>
<header>
<h1>${heading}</h1>
${renderContents(blocks)}
</header>
${blocks.join("\n")}
<footer>${footer}</footer>
</main>
</body>
</html>
`;
}

const HEADING = /^<h2 id="[^"]*">(.*)<\/h2>$/u;

function renderContents(blocks: readonly string[]): string {
  const links = blocks.flatMap((block) => {
    const [, words] = HEADING.exec(block) ?? [];
    return words === undefined ? [] : [`<a href="#${toAnchor(words)}">${words}</a>`];
  });
  return `<nav aria-label="Sections">${links.join("\n")}</nav>`;
}
