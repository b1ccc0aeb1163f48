import { escapeMarkdown } from "../text/escape-markdown.ts";
import { createMarkdownForm } from "./markdown/markdown-form.ts";
import { CLOSING, listSections } from "./pages/list-sections.ts";
import { createReportPage } from "./pages/report-page.ts";
import type { Report } from "./report.ts";

export interface MarkdownOptions {
  /**
   * `references`: `#12` as GitHub links it, for the repository's own issues and files; where nothing is said.
   * `plain`: never a link, for any other place.
   */
  readonly links?: "references" | "plain";
}

/** The report as a page that reads from the answer down to the changes behind it. Ends with a line end. */
export function renderReportMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const page = createReportPage(report, createMarkdownForm(options.links ?? "references"));
  const title = `# Throughline report: ${escapeMarkdown(report.repository)}`;
  return `${[title, ...listSections(page), "---", CLOSING].join("\n\n")}\n`;
}
