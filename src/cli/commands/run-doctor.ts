import { inspectSetup } from "../../workflows/doctor/inspect-setup.ts";
import type { SetupFinding } from "../../workflows/doctor/setup-finding.ts";
import { showCount } from "../../workflows/doctor/show-count.ts";
import type { RepositoryName } from "../../workflows/ports/git-hub.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";

const MOST_DEAD = 1_000;

export interface DoctorOptions {
  readonly repo?: RepositoryName;
  readonly retry?: true;
  readonly json?: true;
}

/** `throughline doctor`: every finding, the count of errors and warnings, and the exit code that follows. */
export async function runDoctor(options: DoctorOptions, tools: CommandTools): Promise<void> {
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
