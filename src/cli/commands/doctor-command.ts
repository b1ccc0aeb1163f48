import type { Command } from "commander";
import { inspectSetup, type SetupFinding } from "../../workflows/inspect-setup.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure } from "../exit-code.ts";
import { failWithSettings } from "../fail-with-settings.ts";

const MOST_DEAD = 1_000;

export function addDoctorCommand(program: Command, tools: CommandTools): void {
  program
    .command("doctor")
    .description("compare what the app needs with what GitHub has granted, and list work that was given up")
    .option("--retry", "have given-up work looked at again")
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      `
Run it beside the service with PostgreSQL; the embedded store belongs to one process, so stop the service first.

Examples:
  throughline doctor
  throughline doctor --retry`,
    )
    .action(async (options: { retry?: true; json?: true }) => {
      if (options.retry) await retryDeadWork(tools);
      const setup = await tools.readSetup();
      if (!setup.ok) failWithSettings(setup.error, tools);
      const findings = inspectSetup(setup.value);
      await tools.terminal.writeData(
        options.json ? JSON.stringify({ findings }, null, 2) : findings.map(showFinding).join("\n"),
      );
      if (findings.some(({ severity }) => severity === "error")) throw new CommandFailure("");
    });
}

function showFinding({ severity, message }: SetupFinding): string {
  return `${severity}: ${message}`;
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
