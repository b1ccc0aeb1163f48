import { type Command, Option } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { createWordParser, parseFormat } from "../source-options.ts";
import { addOutputOptions } from "../write-output.ts";
import type { SummaryOptions } from "./run-summary.ts";

const parsePath = createWordParser("--git");

export function addSummaryCommand(program: Command, tools: CommandTools): void {
  addOutputOptions(program.command("summary").description("one page on what an organisation's week was for"))
    .addOption(
      new Option("--git <path...>", "folders of local clones, taken together as one organisation").argParser(
        (path: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), parsePath(path)],
      ),
    )
    .option(
      "--org <name>",
      "an organisation, by what the service keeps of it: posts its summary, once; with --git what the page calls them",
      createWordParser("--org"),
    )
    .option(
      "--week <week>",
      "ISO week as 2026-W47 (default: the last whole one; with --git before the newest change)",
    )
    .option("--dry-run", "with --org: say what would be posted where, print it, and post nothing")
    .option(
      "--catalog <file>",
      "the organisation's catalog; - reads standard input (default: what the clones' own have together)",
      createWordParser("--catalog"),
    )
    .option("--partner <name>", "only the brief for this partner: Sales", createWordParser("--partner"))
    .addOption(
      new Option("--format <format>", "md (Markdown), json, or html (one page)")
        .default("md")
        .argParser(parseFormat),
    )
    .addHelpText(
      "after",
      `
The same history, catalogs and week give the same bytes. Every clone is named on the page.
With --org, --format, --output and --partner only write; without them the summary is posted where the organisation's
catalog says, by the same path as the service: what is posted already is not posted again.

Examples:
  throughline summary --git ~/src/shop ~/src/cart
  throughline summary --git ~/src/* --catalog acme.yml --week 2026-W47 --format html --output week.html
  throughline summary --git ~/src/shop --partner Sales
  throughline summary --org acme --dry-run`,
    )
    .action(async (options: Omit<SummaryOptions, "isForReading">, command: Command) => {
      const { runSummary } = await import("./run-summary.ts");
      const isForReading = ["format", "output"].some((name) => command.getOptionValueSource(name) === "cli");
      await runSummary({ ...options, isForReading }, tools);
    });
}
