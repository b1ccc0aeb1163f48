import type { Command } from "commander";
import { CommandFailure, EXIT } from "./exit-code.ts";

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

/** What a command takes that reads nothing but a local clone. */
export interface GitOptions {
  readonly git: string;
  readonly catalog?: string;
  readonly since?: string;
  readonly until?: string;
}

export function addGitOptions(command: Command): Command {
  return command
    .requiredOption("--git <path>", "the folder of a local clone", createWordParser("--git"))
    .option(
      "--catalog <file>",
      "the catalog; - reads standard input (default: the clone's own)",
      createWordParser("--catalog"),
    )
    .option("--since <day>", "first UTC day, or a count of days as 90d (default: the beginning)")
    .option("--until <day>", "the UTC day after the last one (default: after the newest commit)");
}

const FORMATS = ["md", "json", "html"] as const;

/** Reads `--format`. */
export function parseFormat(word: string): (typeof FORMATS)[number] {
  const format = FORMATS.find((name) => name === word);
  if (format !== undefined) return format;
  const what = `${JSON.stringify(word.slice(0, 40))} is no format`;
  throw new CommandFailure(`--format ${what}; write md, json or html.`, EXIT.usage);
}

/**
 * Reads an argument that names something; `argument` as the user knows it: `--git`. A script's unset variable arrives
 * as an empty text, which as a path would silently mean the current folder.
 */
export function createWordParser(argument: string): (value: string) => string {
  return (value) => {
    if (value.trim() === "") throw new CommandFailure(`${argument} is empty; give it a value.`, EXIT.usage);
    return value;
  };
}
