import type { Command } from "commander";
import type { RepositoryName } from "../../workflows/ports/git-hub.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import type { DoctorOptions } from "./run-doctor.ts";

const NAME = /^([A-Za-z0-9-]{1,100})\/([A-Za-z0-9._-]{1,100})$/;

export function addDoctorCommand(program: Command, tools: CommandTools): void {
  program
    .command("doctor")
    .description("look at the whole installation, and say what to do where something is wrong")
    .option("--repo <owner/name>", "also the catalog and the required check of a repository", parseName)
    .option("--retry", "have given-up work looked at again")
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      `
Looks at the settings, the credentials, the clock, permissions and events, the webhook and its last
deliveries, channels, the store, and work that was given up. It reads beside the running service. With
--retry it writes: an embedded store belongs to one process, so stop the service for that.

Exit code 1 where an error was found, 4 where GitHub could not be asked for want of credentials.

Examples:
  throughline doctor
  throughline doctor --repo acme/shop
  throughline doctor --retry`,
    )
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import("./run-doctor.ts");
      await runDoctor(options, tools);
    });
}

function parseName(value: string): RepositoryName {
  const [, owner, name] = NAME.exec(value) ?? [];
  if (owner === undefined || name === undefined) {
    throw new CommandFailure(`--repo ${value} is no repository; write OWNER/NAME.`, EXIT.usage);
  }
  return { owner, name };
}
