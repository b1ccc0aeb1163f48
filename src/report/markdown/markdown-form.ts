import { escapeMarkdown } from "../../text/escape.ts";
import { showCode } from "../../text/show-code.ts";
import { CLOSING, listSections } from "../pages/list-sections.ts";
import { createReportPage, type PageForm } from "../pages/report-page.ts";
import type { Report } from "../report.ts";
import { renderMermaidPicture } from "./mermaid.ts";

/** `#12`, or the first 12 digits of a SHA: what may stand without a code span where GitHub shall link it. */
const REFERENCE = /^(?:#\d+|[0-9a-f]{12})$/u;

export function createMarkdownForm(links: "references" | "plain"): PageForm {
  return {
    heading: (words) => `## ${words}`,
    paragraph: (words) => words,
    list: (items) => items.map((item) => `- ${item}`).join("\n"),
    numbered: (items) =>
      items
        .flatMap(({ lead, lines }, index) => [
          `${index + 1}. ${lead}`,
          ...lines.map((line) => `   - ${line}`),
        ])
        .join("\n"),
    strong: (words) => `**${words}**`,
    table: renderTable,
    // GitHub reads Markdown inside `details` only after an empty line.
    fold: (summary, blocks) =>
      `<details><summary>${summary}</summary>\n\n${blocks.filter((block) => block !== "").join("\n\n")}\n\n</details>`,
    text: escapeMarkdown,
    code: showCode,
    id: (id) => (links === "references" && REFERENCE.test(id) ? id : showCode(id)),
    pictures: {
      systemMap: renderMermaidPicture,
      trend: () => [],
      shares: () => [],
      heat: () => [],
      loops: () => [],
      leverage: () => [],
    },
  };
}

/** A table of cells that are Markdown already. */
function renderTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const align = head.map((_, index) => (typeof rows[0]?.[index] === "number" ? "---:" : "---"));
  return [head, align, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

interface MarkdownOptions {
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
