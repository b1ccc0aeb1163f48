import { renderPartnerBriefHtml, renderPartnerBriefMarkdown } from "../../summary/brief.ts";
import { renderSummaryMarkdown } from "../../summary/render-summary.ts";
import { renderSummaryHtml } from "../../summary/render-summary-html.ts";
import type { Summary } from "../../summary/summary.ts";
import { renderSummaryJson } from "../../summary/summary-json.ts";
import { type HandOutcome, postByHand } from "../../workflows/summary/post-by-hand.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";
import { type StoredSummary, type StoredSummaryOptions, withStoredSummary } from "../read-stored-summary.ts";
import { type OutputOptions, writeOutput } from "../write-output.ts";

export interface OrganisationSummaryOptions extends StoredSummaryOptions, OutputOptions {
  readonly format: "md" | "json" | "html";
  /** Says what would be posted where, and posts nothing. */
  readonly dryRun?: true;
  /** A form or a file was asked for: it is written, and nothing is posted. */
  readonly isForReading: boolean;
}

/** The summary of what the service keeps: posted by the path of the schedule, or only written. */
export async function runOrganisationSummary(
  options: OrganisationSummaryOptions,
  tools: CommandTools,
): Promise<void> {
  const isWritten = options.isForReading || options.partner !== undefined;
  if (options.dryRun !== true && !isWritten) return post(options, tools);
  await withStoredSummary(options, tools, async (stored) => {
    if (options.dryRun === true) for (const line of describePlan(stored)) tools.terminal.say(line);
    await writeOutput(render(stored.summary, options), options, tools);
  });
}

function render(summary: Summary, { format, partner }: OrganisationSummaryOptions): string {
  if (format === "json") return renderSummaryJson(summary);
  const brief = partner === undefined ? undefined : summary.partners[0];
  if (brief === undefined)
    return format === "md" ? renderSummaryMarkdown(summary) : renderSummaryHtml(summary);
  return format === "md"
    ? renderPartnerBriefMarkdown(summary, brief)
    : renderPartnerBriefHtml(summary, brief);
}

function describePlan({ summary, catalog, target, row }: StoredSummary): readonly string[] {
  const { repository, mode, channels } = catalog.summary;
  const names = channels.map(({ name, audience }) => `${name} (${audience})`).join(", ");
  const place = mode === "body" ? "as the text of its summary issue" : "as a comment on its summary issue";
  const where =
    repository === undefined
      ? "The catalog names no summary.repository: it would be posted nowhere."
      : target === undefined
        ? `${repository} is not known to the store: nothing could be posted there.`
        : `It would be posted in ${repository}, ${place}, for ${target.visibility} readers.`;
  return [
    row?.state === "posted" ? `${summary.week} is posted already: nothing would be posted.` : where,
    ...(summary.coverage.changes === 0
      ? [`Nothing landed in ${summary.week}: nothing would be posted.`]
      : []),
    names === "" ? "No channel would be told." : `Channels: ${names}.`,
  ];
}

async function post(options: OrganisationSummaryOptions, tools: CommandTools): Promise<void> {
  const { org } = options;
  const week = await withStoredSummary(options, tools, async ({ summary }) => summary.week);
  const opened = await tools.openBackfill();
  if (!opened.ok) failWithSettings(opened.error, tools);
  try {
    const outcome = await postByHand(opened.value.parts, { organisation: org, week });
    if (!outcome.ok) throw new CommandFailure(outcome.error);
    tools.terminal.say(describeOutcome(outcome.value, week));
    if (outcome.value.kind === "not-posted") throw new CommandFailure("");
  } finally {
    await opened.value.close();
  }
}

function describeOutcome(outcome: HandOutcome, week: string): string {
  switch (outcome.kind) {
    case "posted":
      return `${week} was posted in issue ${outcome.row.number}.`;
    case "already-posted":
      return `${week} is posted already, in issue ${outcome.row.number}: nothing was done.`;
    case "empty":
      return `Nothing landed in ${week}: nothing was posted.`;
    case "not-posted":
      return `${week} was not posted: ${outcome.why}`;
  }
}
