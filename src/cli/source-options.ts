import type { Command } from "commander";
import { createWordParser } from "./create-word-parser.ts";

/** What every command takes that reads changes of a local clone or of the store. */
export interface SourceOptions {
  readonly git?: string;
  readonly repo?: string;
  readonly backfill?: true;
  readonly catalog?: string;
  readonly since?: string;
  readonly until?: string;
}

export function addSourceOptions(command: Command): Command {
  return command
    .option("--git <path>", "the folder of a local clone", createWordParser("--git"))
    .option(
      "--repo <owner/name>",
      "a repository, by what the service keeps of it; also while it runs",
      createWordParser("--repo"),
    )
    .option("--backfill", "with --repo: read it from GitHub with GITHUB_TOKEN instead, and keep nothing")
    .option(
      "--catalog <file>",
      "with --git: the catalog; - reads standard input (default: the clone's own)",
      createWordParser("--catalog"),
    )
    .option("--since <day>", "first UTC day, or a count of days as 90d (default: report.window)")
    .option("--until <day>", "the UTC day after the last one (default: after the newest change)");
}
