import { type Command, Option } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { addGitOptions } from "../source-options.ts";
import type { SuggestOptions } from "./run-suggest.ts";

export function addSuggestCommand(program: Command, tools: CommandTools): void {
  addGitOptions(
    program
      .command("suggest")
      .description("what would have been suggested for each change, from what landed before it"),
  )
    .addOption(new Option("--format <format>", "jsonl").default("jsonl").argParser(parseFormat))
    .option("--json", "the same as --format jsonl")
    .addHelpText(
      "after",
      `
A line of JSON per change, oldest first: what was suggested, and what its message declares. A commit
without a pull request has null for its number. The catalog holds for all of the history.

Examples:
  throughline suggest --git . --catalog .github/throughline.yml --format jsonl
  throughline suggest --git . --since 90d | jq -r '.suggestions[0].metric' | sort | uniq -c`,
    )
    .action(async (options: SuggestOptions) => {
      const { runSuggest } = await import("./run-suggest.ts");
      await runSuggest(options, tools);
    });
}

function parseFormat(word: string): "jsonl" {
  if (word === "jsonl") return word;
  throw new CommandFailure(
    `--format ${JSON.stringify(word.slice(0, 40))} is no format; write jsonl.`,
    EXIT.usage,
  );
}
