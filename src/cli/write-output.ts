import type { Command } from "commander";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure } from "./exit-code.ts";
import { createWordParser } from "./source-options.ts";

export interface OutputOptions {
  readonly output?: string;
  readonly force?: true;
}

export function addOutputOptions(command: Command): Command {
  return command
    .option(
      "--output <file>",
      "write to a file; - is standard output (the default)",
      createWordParser("--output"),
    )
    .option("--force", "with --output: write the file anew where there is one");
}

/** To standard output, or to the file that was named; one that is there already is kept unless forced. */
export async function writeOutput(
  text: string | Iterable<string>,
  { output, force }: OutputOptions,
  { terminal, files }: CommandTools,
): Promise<void> {
  if (output === undefined || output === "-") return terminal.writeData(text);
  const written = await files.writeTextFile(output, text, force ? "replace" : "refuse");
  if (!written.ok) throw new CommandFailure(addAdvice(written.error));
  terminal.say(`Wrote ${output}`);
}

export function addAdvice(error: string): string {
  return error.endsWith(" exists already.") ? `${error} Pass --force to write it anew.` : error;
}
