import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { createWordParser } from "../source-options.ts";
import type { ReadingsOptions } from "./run-readings.ts";

export function addReadingsCommand(program: Command, tools: CommandTools): void {
  program
    .command("readings")
    .description("what the metrics were, as measured elsewhere")
    .command("import")
    .description("take in a CSV file of readings, which the report shows beside the claims")
    .argument("<file>", "a file with the columns metric, time, value, source; - reads standard input")
    .option(
      "--repo <owner/name>",
      "whose catalog and report they belong to (default: the only one that the store knows)",
      createWordParser("--repo"),
    )
    .addHelpText(
      "after",
      `
All lines are taken in, or none where one is wrong. The same metric, day and source replaces what was there. With
the embedded store stop the service first; with PostgreSQL it may run.

Example:
  printf 'metric,time,value,source\\nrefund-rate,2026-03-31,1.8,warehouse\\n' > readings.csv
  throughline readings import readings.csv --repo acme/shop`,
    )
    .action(async (file: string, options: ReadingsOptions) => {
      const { runReadings } = await import("./run-readings.ts");
      await runReadings(file, options, tools);
    });
}
