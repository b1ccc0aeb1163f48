import { type Command, Option } from "commander";
import { STARTER_NAMES } from "../../starter/starters.ts";
import type { CommandTools } from "../command-tools.ts";
import type { InitOptions } from "./run-init.ts";

export function addInitCommand(program: Command, tools: CommandTools): void {
  program
    .command("init")
    .description("write a first catalog and a pull request template")
    .argument("[folder]", "the root folder of the repository", ".")
    .addOption(
      new Option("--starter <name>", "metrics to start from, instead of three questions").choices(
        STARTER_NAMES,
      ),
    )
    .addOption(
      new Option("--checklist <where>", "template: boxes in the template; off: one line to fill in")
        .choices(["off", "template"])
        .default("off"),
    )
    .option("--force", "write the catalog anew where there is one; a template is never replaced")
    .option("--dry-run", "print the files instead of writing them")
    .addHelpText(
      "after",
      `
Areas come from the workspaces, CODEOWNERS and folders of the repository. Nothing is committed.

Examples:
  throughline init                     asks which numbers the business lives by
  throughline init --starter library
  throughline init --starter saas --dry-run`,
    )
    .action(async (folder: string, options: InitOptions) => {
      const { runInit } = await import("./run-init.ts");
      await runInit(folder, options, tools);
    });
}
