import { type Command, Option } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { addSourceOptions, parseFormat } from "../source-options.ts";
import { addOutputOptions } from "../write-output.ts";
import type { ReportOptions } from "./run-report.ts";

const WEB_ADDRESS = /^https?:\/\/[^\s"'<>]+$/u;

export function addReportCommand(program: Command, tools: CommandTools): void {
  addOutputOptions(
    addSourceOptions(
      program.command("report").description("what the merged changes of a repository were for"),
    ),
  )
    .addOption(
      new Option("--format <format>", "md (Markdown), json, or html (one page with pictures)")
        .default("md")
        .argParser(parseFormat),
    )
    .option("--json", "the same as --format json")
    .option(
      "--links <address>",
      "with html: where the repository is read, https://HOST/OWNER/NAME (default: where origin is on GitHub)",
      parseLinks,
    )
    .addHelpText(
      "after",
      `
The same history, catalog and days give the same bytes.

Examples:
  throughline report --git .
  throughline report --repo acme/shop
  throughline report --git ~/src/shop --since 2026-01-01 --until 2026-04-01 --output report.md
  throughline report --git . --format html --output report.html
  throughline report --git . --format json | jq .coverage`,
    )
    .action(async (options: ReportOptions) => {
      const { runReport } = await import("./run-report.ts");
      await runReport(options, tools);
    });
}

function parseLinks(word: string): string {
  if (WEB_ADDRESS.test(word)) return word;
  throw new CommandFailure(
    `--links ${JSON.stringify(word.slice(0, 80))} is no web address; write https://HOST/OWNER/NAME.`,
    EXIT.usage,
  );
}
