import { createHtmlForm } from "./html/html-form.ts";
import { renderHtmlPage } from "./html/html-page.ts";
import { CLOSING, listSections } from "./pages/list-sections.ts";
import { createReportPage } from "./pages/report-page.ts";
import type { Report } from "./report.ts";

export interface HtmlOptions {
  /** Address of the repository, `https://github.com/acme/shop`; where it is absent nothing is linked. */
  readonly linkBase?: string;
}

const WEB_ADDRESS = /^https?:\/\/[^\s"'<>]+$/u;

/**
 * The report as one page that needs nothing else. Throws where `linkBase` is no web address. The same report gives the
 * same bytes.
 */
export function renderReportHtml(report: Report, options: HtmlOptions = {}): string {
  const { linkBase } = options;
  if (linkBase !== undefined && !WEB_ADDRESS.test(linkBase)) {
    throw new Error(`linkBase ${JSON.stringify(linkBase)} is no web address; pass https://HOST/OWNER/NAME.`);
  }
  const form = createHtmlForm(linkBase);
  return renderHtmlPage({
    title: `Throughline report: ${report.repository}`,
    heading: `Throughline report: ${form.text(report.repository)}`,
    blocks: listSections(createReportPage(report, form)),
    footer: form.paragraph(CLOSING),
  });
}
