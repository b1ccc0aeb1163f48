import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { createWordParser } from "../source-options.ts";
import type { BackfillOptions } from "./run-backfill.ts";

export function addBackfillCommand(program: Command, tools: CommandTools): void {
  program
    .command("backfill")
    .description("read from GitHub what was said before the store knew it")
    .argument("<repositories...>", "owner/name of each; the app must be installed there")
    .option(
      "--since <date>",
      "a UTC day, or how long ago: 90d, 13m (default: as long as is kept)",
      createWordParser("--since"),
    )
    .option("--json", "print the counts as JSON")
    .addHelpText(
      "after",
      `
Interrupted, it goes on where it was with the next call. The service does the same by itself the first time that a
repository has a catalog, behind everything else. Run it beside the service with PostgreSQL; the embedded store
belongs to one process, so stop the service first.

Examples:
  throughline backfill acme/shop
  throughline backfill acme/shop acme/site --since 2026-01-01`,
    )
    .action(async (repositories: readonly string[], options: BackfillOptions) => {
      const { runBackfill } = await import("./run-backfill.ts");
      await runBackfill(repositories, options, tools);
    });
}
