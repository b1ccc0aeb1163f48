import type { Command } from "commander";
import { createWordParser } from "./create-word-parser.ts";

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
