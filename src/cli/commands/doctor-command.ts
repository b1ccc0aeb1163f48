import type { Command } from "commander";
import { inspectSetup } from "../../workflows/doctor/inspect-setup.ts";
import type { SetupFinding } from "../../workflows/doctor/setup-finding.ts";
import { showCount } from "../../workflows/doctor/show-count.ts";
import type { RepositoryName } from "../../workflows/ports/git-hub.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { failWithSettings } from "../fail-with-settings.ts";

const MOST_DEAD = 1_000;
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
    .action(async (options: { repo?: RepositoryName; retry?: true; json?: true }) => {
      if (options.retry) await retryDeadWork(tools);
      const facts = await tools.gatherSetup(options.repo);
      const findings = inspectSetup(facts);
      await tools.terminal.writeData(
        options.json ? JSON.stringify({ findings }, null, 2) : renderFindings(findings),
      );
      const [errors, warnings] = [count(findings, "error"), count(findings, "warning")];
      tools.terminal.say(`${showCount(errors, "error")}, ${showCount(warnings, "warning")}.`);
      if (errors === 0) return;
      throw new CommandFailure("", facts.gitHub === undefined ? EXIT.authenticationNeeded : EXIT.failed);
    });
}

function parseName(value: string): RepositoryName {
  const [, owner, name] = NAME.exec(value) ?? [];
  if (owner === undefined || name === undefined) {
    throw new CommandFailure(`--repo ${value} is no repository; write OWNER/NAME.`, EXIT.usage);
  }
  return { owner, name };
}

/** One line each, the part first, so that they can be searched and compared. */
function renderFindings(findings: readonly SetupFinding[]): string {
  return findings.map(({ part, severity, message }) => `${part}: ${severity}: ${message}`).join("\n");
}

function count(findings: readonly SetupFinding[], severity: SetupFinding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

async function retryDeadWork(tools: CommandTools): Promise<void> {
  const store = await tools.openStore();
  if (!store.ok) failWithSettings(store.error, tools);
  try {
    const dead = await store.value.listDeadWork(MOST_DEAD);
    const retried = await store.value.retryDeadWork(dead.map(({ key }) => key));
    tools.terminal.say(`${retried} given-up subjects will be looked at again.`);
  } finally {
    await store.value.close();
  }
}
