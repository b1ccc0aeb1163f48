import { cutText } from "../text/cut-text.ts";
import { escapeHtml } from "../text/escape-html.ts";
import { createHtmlForm, toAnchor } from "./html/html-form.ts";
import { PATTERNS, STYLE, STYLE_HASH } from "./html/html-style.ts";
import { CLOSING, listSections } from "./pages/list-sections.ts";
import { createReportPage } from "./pages/report-page.ts";
import type { Report } from "./report.ts";

export interface HtmlOptions {
  /** Address of the repository, `https://github.com/acme/shop`; where it is absent nothing is linked. */
  readonly linkBase?: string;
}

const WEB_ADDRESS = /^https?:\/\/[^\s"'<>]+$/u;
const TITLE_LIMIT = 120;

/** Nothing is loaded, run or sent: the page may use its own style and nothing else. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/**
 * The report as one page that needs nothing else: no script, no font, no picture from elsewhere. Throws where
 * `linkBase` is no web address. The same report gives the same bytes.
 */
export function renderReportHtml(report: Report, options: HtmlOptions = {}): string {
  const { linkBase } = options;
  if (linkBase !== undefined && !WEB_ADDRESS.test(linkBase)) {
    throw new Error(`linkBase ${JSON.stringify(linkBase)} is no web address; pass https://HOST/OWNER/NAME.`);
  }
  const form = createHtmlForm(linkBase);
  const sections = listSections(createReportPage(report, form));
  const title = `Throughline report: ${report.repository}`;
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
<h1>Throughline report: ${form.text(report.repository)}</h1>
${renderContents(sections)}
</header>
${sections.join("\n")}
<footer>${form.paragraph(CLOSING)}</footer>
</main>
</body>
</html>
`;
}

const HEADING = /^<h2 id="[^"]*">(.*)<\/h2>$/u;

function renderContents(sections: readonly string[]): string {
  const links = sections.flatMap((block) => {
    const [, words] = HEADING.exec(block) ?? [];
    return words === undefined ? [] : [`<a href="#${toAnchor(words)}">${words}</a>`];
  });
  return `<nav aria-label="Sections">${links.join("\n")}</nav>`;
}
