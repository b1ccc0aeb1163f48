import { type Command, Option } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { createWordParser } from "../source-options.ts";
import type { ExportOptions } from "./run-export.ts";

export function addExportCommand(program: Command, tools: CommandTools): void {
  program
    .command("export")
    .description("print what the store keeps of landed changes and their tags, without who wrote them")
    .addOption(
      new Option("--format <format>", "csv: a row for each tag; json: readings and decisions too")
        .choices(["csv", "json"])
        .default("json"),
    )
    .option("--repo <owner/name>", "one repository (default: all)", createWordParser("--repo"))
    .addHelpText(
      "after",
      `
It may run beside the service. Titles and reasons are what people wrote; who wrote them is left out. JSON
of the whole store also holds the logins that asked not to be credited, so that an import keeps to it.

Examples:
  throughline export > throughline.json
  throughline export --format csv --repo acme/shop > tags.csv`,
    )
    .action(async (options: ExportOptions) => {
      const { runExport } = await import("./run-export.ts");
      await runExport(options, tools);
    });
}
