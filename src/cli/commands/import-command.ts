import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";

export function addImportCommand(program: Command, tools: CommandTools): void {
  program
    .command("import")
    .description("take in what export printed: above all what GitHub can't tell again")
    .argument("<file>", "a file of throughline export, CSV or JSON; - reads standard input")
    .addHelpText(
      "after",
      `
What the store knows from GitHub stays as it is. Added are changes that it does not know, what was suggested, answers
whose check GitHub has deleted, readings and decisions. Doing it twice changes nothing. With the embedded store stop
the service first; with PostgreSQL it may run.

Example:
  throughline import throughline.json`,
    )
    .action(async (file: string) => {
      const { runImport } = await import("./run-import.ts");
      await runImport(file, tools);
    });
}
