import { watchHistory } from "../../workflows/service-memory.ts";
import { type SuggestedChange, walkSuggestions } from "../../workflows/walk-suggestions.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure } from "../exit-code.ts";
import { failWithMaterial } from "../failures.ts";
import { sayGitNotes } from "../git-notes.ts";
import { readGitCatalog } from "../read-git-catalog.ts";
import type { GitOptions } from "../source-options.ts";

export interface SuggestOptions extends GitOptions {
  readonly format: "jsonl";
  readonly json?: true;
}

/** Lines that are written at once: each write waits until the reader has taken it. */
const BATCH = 200;

export async function runSuggest(options: SuggestOptions, tools: CommandTools): Promise<void> {
  const { terminal } = tools;
  const opened = await tools.openHistory(options.git);
  const history = watchHistory(opened);
  const walk = await walkSuggestions(history, {
    catalog: await readGitCatalog(options, opened, tools),
    ...(options.since === undefined ? {} : { since: options.since }),
    ...(options.until === undefined ? {} : { until: options.until }),
  });
  if (!walk.ok) failWithMaterial(walk.error, tools);
  sayGitNotes({ ...walk.value, until: options.until }, tools);
  try {
    const written = await writeLines(walk.value.changes, tools);
    if (written === 0) terminal.say("No change landed in that span.");
  } catch (error) {
    if (error !== history.failure() || !(error instanceof Error)) throw error;
    throw new CommandFailure(error.message);
  }
}

async function writeLines(
  changes: AsyncIterable<SuggestedChange>,
  { terminal }: CommandTools,
): Promise<number> {
  let written = 0;
  let lines: string[] = [];
  for await (const change of changes) {
    lines.push(renderLine(change));
    written += 1;
    if (lines.length < BATCH) continue;
    await terminal.writeData(lines.join("\n"));
    lines = [];
    if (!terminal.hasReader()) return written;
    terminal.showProgress(`Reading history: ${written} changes`);
  }
  if (lines.length > 0) await terminal.writeData(lines.join("\n"));
  return written;
}

function renderLine({ sha, number, suggestions, declared }: SuggestedChange): string {
  return JSON.stringify({
    sha,
    number: number ?? null,
    suggestions: suggestions.map(({ metric, reason }) => ({ metric, reason })),
    declared: declared.map((metric) => ({ metric })),
  });
}
