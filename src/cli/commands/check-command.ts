import { type Command, Option } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { createWordParser } from "../source-options.ts";
import type { CheckOptions } from "./run-check.ts";

export function addCheckCommand(program: Command, tools: CommandTools): void {
  program
    .command("check")
    .description("show what the check of a pull request would say")
    .option(
      "--catalog <file>",
      "the catalog; - reads standard input (default: .github/throughline.yml)",
      createWordParser("--catalog"),
    )
    .option(
      "--body <file>",
      "the description; - reads standard input (default: none)",
      createWordParser("--body"),
    )
    .addOption(new Option("--title <text>", "the title").default("", "none"))
    .addOption(listOption("--path <path>", "a changed path; may be given more than once"))
    .addOption(listOption("--label <name>", "a label; may be given more than once"))
    .addOption(new Option("--author <login>", "who opened it").default("author", "a person"))
    .option("--draft", "it is a draft")
    .option("--no-write-access", "the author can't write to the repository")
    .option("--json", "print the check as JSON")
    .addHelpText(
      "after",
      `
Nothing is sent anywhere: the check is made from these options and the catalog alone.

Examples:
  echo "Impact: none" | throughline check --body -
  throughline check --catalog c.yml --title "Faster cart" --path services/cart/total.ts --json`,
    )
    .action(async (options: CheckOptions) => {
      const { runCheck } = await import("./run-check.ts");
      await runCheck(options, tools);
    });
}

function listOption(flags: string, description: string): Option {
  return new Option(flags, description)
    .default([], "none")
    .argParser((value: string, before: readonly string[]) => [...before, value]);
}
