import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { createWordParser } from "../source-options.ts";

export function addValidateCommand(program: Command, tools: CommandTools): void {
  program
    .command("validate")
    .description("check a catalog and say where each problem stands")
    .argument(
      "[file]",
      "the catalog; - reads standard input (default: .github/throughline.yml)",
      createWordParser("The path of the catalog"),
    )
    .option("--public", "warn of what a file that everybody can read should not tell")
    .option("--json", "print the problems as JSON")
    .addHelpText(
      "after",
      `
Exit code 1 where there is an error; warnings and what is good to know leave it at 0.

Examples:
  throughline validate
  throughline validate --public
  throughline validate catalog.yml --json | jq '.problems[].message'`,
    )
    .action(async (file: string | undefined, options: { json?: true; public?: true }) => {
      const { runValidate } = await import("./run-validate.ts");
      await runValidate(file, options, tools);
    });
}
