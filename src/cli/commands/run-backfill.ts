import { type BackfillResult, backfillRepositories } from "../../workflows/backfill/backfill-repositories.ts";
import { parseSince } from "../../workflows/backfill/parse-since.ts";
import { listBackfillSentences, renderBackfillProgress } from "../backfill-sentences.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";

export interface BackfillOptions {
  readonly since?: string;
  readonly json?: true;
}

/** `acme/shop` */
const FULL_NAME = /^[\w.-]+\/[\w.-]+$/;

export async function runBackfill(
  repositories: readonly string[],
  options: BackfillOptions,
  tools: CommandTools,
): Promise<void> {
  const { terminal } = tools;
  const names = [...new Set(repositories)];
  for (const name of names) {
    if (FULL_NAME.test(name)) continue;
    const shown = JSON.stringify(name.slice(0, 80));
    throw new CommandFailure(`${shown} is no repository; write owner/name, such as acme/shop.`, EXIT.usage);
  }
  const opened = await tools.openBackfill();
  if (!opened.ok) failWithSettings(opened.error, tools);
  const { parts, close } = opened.value;
  try {
    const { now, keepMs } = parts.context;
    const keptSinceMs = now() - keepMs;
    const since = options.since === undefined ? undefined : parseSince(options.since, now());
    if (since?.ok === false) throw new CommandFailure(since.error, EXIT.usage);
    const sinceMs = since?.value ?? keptSinceMs;
    const results = await backfillRepositories(parts, {
      names,
      sinceMs,
      onProgress: (progress) => terminal.showProgress(renderBackfillProgress(progress)),
    });
    terminal.showProgress("");
    for (const result of results) for (const line of listBackfillSentences(result)) terminal.say(line);
    if (sinceMs < keptSinceMs)
      terminal.say("What is older than RETENTION allows goes again with the service's next clean-up.");
    if (options.json)
      await terminal.writeData(JSON.stringify({ repositories: results.map(toJson) }, null, 2));
    if (results.some(({ kind }) => kind !== "ended")) throw new CommandFailure("");
  } finally {
    await close();
  }
}

function toJson(result: BackfillResult): object {
  if (result.kind !== "ended") return { repository: result.name, failure: result.message };
  const { phase, sinceMs, counts } = result.backfill;
  return {
    repository: result.name,
    since: new Date(sinceMs).toISOString().slice(0, 10),
    state: phase === "off" ? "no-catalog" : phase,
    counts,
  };
}
