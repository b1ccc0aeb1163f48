import { existsSync } from "node:fs";
import type { AppDeps } from "./app/create-app.ts";
import type { CommandTools } from "./cli/command-tools.ts";
import { createTerminal } from "./cli/terminal.ts";
import { withSettings, withStoreSettings } from "./cli/with-settings.ts";
import { composeBackfill } from "./compose/compose-backfill.ts";
import { composeDoctor } from "./compose/compose-doctor.ts";
import { composeOfflineStore } from "./compose/compose-offline-store.ts";
import { composeReportStore } from "./compose/compose-report-store.ts";
import { composeService } from "./compose/compose-service.ts";
import { composeStore } from "./compose/compose-store.ts";
import { composeTokenBackfill } from "./compose/compose-token-backfill.ts";
import { machine } from "./compose/machine.ts";
import { readVersion } from "./compose/read-version.ts";
import { untilStopped } from "./compose/until-stopped.ts";
import { localFiles } from "./files/local-files.ts";

// What only some commands need is loaded where it is composed: the others do not wait for it.

/** What the command line works with, on this machine. */
export function composeCommandTools(): CommandTools {
  const { stdin, stdout, stderr, env } = process;
  return {
    terminal: createTerminal({ stdin, stdout, stderr, env }),
    files: localFiles,
    openHistory: async (path) => {
      const { openGitHistory } = await import("./git/open-git-history.ts");
      return openGitHistory(path, { environment: env });
    },
    version: readVersion(),
    startService: () => withSettings(readEnvironment(), composeService),
    openStore: () => withStoreSettings(readEnvironment(), composeOfflineStore),
    openReportStore: () => withStoreSettings(readEnvironment(), composeReportStore),
    openBackfill: () => withSettings(readEnvironment(), composeBackfill),
    openTokenBackfill: composeTokenBackfill,
    gatherSetup: (repository) => composeDoctor(readEnvironment(), repository),
    untilStopped,
  };
}

/** The recording half of the service, for Probot's own tools. */
export async function composeIntake(): Promise<AppDeps> {
  const { parseSettings } = await import("./settings/parse-settings.ts");
  const { createDeliveryRecorder } = await import("./workflows/record-deliveries.ts");
  const settings = parseSettings(process.env);
  if (!settings.ok) throw new Error(settings.error.map(({ message }) => message).join("\n"));
  const store = await composeStore(settings.value);
  const recorder = createDeliveryRecorder(store, { defer: machine.defer });
  return { record: recorder.record, now: machine.now };
}

/** With what a file `.env` beside the command adds; what the environment itself says goes first. */
function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}
