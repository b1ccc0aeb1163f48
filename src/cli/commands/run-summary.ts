import { renderPartnerBriefHtml, renderPartnerBriefMarkdown } from "../../summary/brief.ts";
import { renderSummaryMarkdown } from "../../summary/render-summary.ts";
import { renderSummaryHtml } from "../../summary/render-summary-html.ts";
import type { Summary } from "../../summary/summary.ts";
import { renderSummaryJson } from "../../summary/summary-json.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { readGitSummary } from "../read-git-summary.ts";
import { type OutputOptions, writeOutput } from "../write-output.ts";
import { runOrganisationSummary } from "./run-organisation-summary.ts";

export interface SummaryOptions extends OutputOptions {
  readonly git?: readonly string[];
  readonly org?: string;
  readonly week?: string;
  readonly catalog?: string;
  readonly partner?: string;
  readonly format: "md" | "json" | "html";
  /** With `org`: says what would be posted where, and posts nothing. */
  readonly dryRun?: true;
  /** A form or a file was asked for. */
  readonly isForReading: boolean;
}

export async function runSummary(options: SummaryOptions, tools: CommandTools): Promise<void> {
  const { git, org } = options;
  if (git === undefined) {
    if (org === undefined) {
      throw new CommandFailure(
        "Say where the changes are: --git PATH... for local clones, or --org NAME for what the service keeps.",
        EXIT.usage,
      );
    }
    if (options.catalog !== undefined) {
      throw new CommandFailure("--catalog goes with --git: an organisation has its own.", EXIT.usage);
    }
    return runOrganisationSummary({ ...options, org }, tools);
  }
  if (options.dryRun)
    throw new CommandFailure("--dry-run goes with --org: clones are not posted.", EXIT.usage);
  const text = renderForm(await readGitSummary({ ...options, git }, tools), options);
  await writeOutput(text, options, tools);
}

function renderForm(summary: Summary, { format, partner }: SummaryOptions): string {
  if (format === "json") return renderSummaryJson(summary);
  if (partner === undefined) {
    return format === "md" ? renderSummaryMarkdown(summary) : renderSummaryHtml(summary);
  }
  const [brief] = summary.partners;
  if (brief === undefined) throw new Error("A brief was asked for and is not there.");
  return format === "md"
    ? renderPartnerBriefMarkdown(summary, brief)
    : renderPartnerBriefHtml(summary, brief);
}
