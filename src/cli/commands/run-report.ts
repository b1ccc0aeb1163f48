import { renderReportMarkdown } from "../../report/markdown/markdown-form.ts";
import { renderReportHtml } from "../../report/render-report-html.ts";
import type { Report } from "../../report/report.ts";
import { renderReportJsonChunks } from "../../report/report-json.ts";
import type { CommandTools } from "../command-tools.ts";
import { readReport } from "../read-report.ts";
import type { SourceOptions } from "../source-options.ts";
import { type OutputOptions, writeOutput } from "../write-output.ts";

export interface ReportOptions extends SourceOptions, OutputOptions {
  readonly format: "md" | "json" | "html";
  readonly json?: true;
  /** Address of the repository that the HTML page links to. */
  readonly links?: string;
}

const GITHUB = "https://github.com";

export async function runReport(options: ReportOptions, tools: CommandTools): Promise<void> {
  const { report, webAddress } = await readReport(options, tools);
  const text = renderForm(report, options, webAddress);
  await writeOutput(text, options, tools);
}

/** JSON in pieces: of a million changes it is hundreds of megabytes. */
function renderForm(
  report: Report,
  options: ReportOptions,
  webAddress: string | undefined,
): string | Iterable<string> {
  if (options.json === true || options.format === "json") return renderReportJsonChunks(report);
  if (options.format === "md") return renderReportMarkdown(report);
  const known = report.source === "git" ? webAddress : `${GITHUB}/${report.repository}`;
  const linkBase = options.links ?? known;
  return renderReportHtml(report, linkBase === undefined ? {} : { linkBase });
}
