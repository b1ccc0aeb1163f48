import { Command, CommanderError } from "commander";
import { showHidden } from "../text/show-code.ts";
import type { CommandTools } from "./command-tools.ts";
import { addBackfillCommand } from "./commands/backfill-command.ts";
import { addCheckCommand } from "./commands/check-command.ts";
import { addDemoCommand } from "./commands/demo-command.ts";
import { addDoctorCommand } from "./commands/doctor-command.ts";
import { addExplainCommand } from "./commands/explain-command.ts";
import { addExportCommand } from "./commands/export-command.ts";
import { addForgetCommand } from "./commands/forget-command.ts";
import { addImportCommand } from "./commands/import-command.ts";
import { addInitCommand } from "./commands/init-command.ts";
import { addReadingsCommand } from "./commands/readings-command.ts";
import { addReportCommand } from "./commands/report-command.ts";
import { addServeCommand } from "./commands/serve-command.ts";
import { addSuggestCommand } from "./commands/suggest-command.ts";
import { addSummaryCommand } from "./commands/summary-command.ts";
import { addValidateCommand } from "./commands/validate-command.ts";
import { CommandFailure, EXIT, type ExitCode } from "./exit-code.ts";

/** The same help everywhere, whatever the terminal: it is read in documents and issues as well. */
const HELP_WIDTH = 100;

/** Runs one command and answers its exit code. Defects are thrown. */
export async function runCommandLine(args: readonly string[], tools: CommandTools): Promise<ExitCode> {
  const { terminal } = tools;
  const program = new Command("throughline")
    .description("Shows what pull requests are for: the line from a change to a customer or revenue metric.")
    .version(tools.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help of a command")
    .showHelpAfterError("(run with --help for the options)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => pending.push(terminal.writeData(text)),
      writeErr: (text) => terminal.say(showHidden(text.trimEnd())),
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
    })
    .addHelpText("after", EXAMPLES);
  const pending: Promise<void>[] = [];
  addInitCommand(program, tools);
  addValidateCommand(program, tools);
  addCheckCommand(program, tools);
  addReportCommand(program, tools);
  addExplainCommand(program, tools);
  addSummaryCommand(program, tools);
  addSuggestCommand(program, tools);
  addReadingsCommand(program, tools);
  addExportCommand(program, tools);
  addImportCommand(program, tools);
  addDemoCommand(program, tools);
  addServeCommand(program, tools);
  addBackfillCommand(program, tools);
  addDoctorCommand(program, tools);
  addForgetCommand(program, tools);
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync([...args], { from: "user" });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommandFailure) {
      if (error.message !== "") terminal.say(showHidden(error.message));
      return error.exitCode;
    }
    // Commander has said what is wrong; --help and --version come this way too, with exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  } finally {
    terminal.showProgress("");
    await Promise.all(pending);
  }
}

const EXAMPLES = `
Examples:
  throughline init --starter saas             write a first catalog and template
  throughline validate                        look for problems in it
  throughline report --git . --since 90d      what the merged changes were for
  throughline explain --git . --since 14d     the same for a sprint, in a few lines

Exit codes: 0 ok, 1 failed, 2 wrong use, 4 authentication needed.`;
