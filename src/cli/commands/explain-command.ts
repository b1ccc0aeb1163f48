import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { addSourceOptions, createWordParser } from "../source-options.ts";
import type { ExplainOptions } from "./run-explain.ts";

export function addExplainCommand(program: Command, tools: CommandTools): void {
  addSourceOptions(
    program
      .command("explain")
      .description("how the work of a sprint bears on each outcome, in at most 20 lines"),
  )
    .option("--metric <key>", "one metric only", createWordParser("--metric"))
    .option(
      "--partner <name>",
      "only the metrics that somebody outside engineering lives by, as Sales",
      createWordParser("--partner"),
    )
    .option(
      "--label <name>",
      "with --repo: only what carries this label, of all time unless --since says otherwise",
      createWordParser("--label"),
    )
    .option(
      "--milestone <title>",
      "with --repo: only what belongs to this milestone, of all time unless --since says otherwise",
      createWordParser("--milestone"),
    )
    .option("--json", "print the explanation as JSON")
    .addHelpText(
      "after",
      `
Examples:
  throughline explain --git . --since 14d
  throughline explain --repo acme/shop --label "sprint 12" --partner Sales
  throughline explain --repo acme/shop --milestone "Spring release"
  throughline explain --git . --since 2026-03-02 --until 2026-03-16 --metric deal-velocity`,
    )
    .action(async (options: ExplainOptions) => {
      const { runExplain } = await import("./run-explain.ts");
      await runExplain(options, tools);
    });
}
