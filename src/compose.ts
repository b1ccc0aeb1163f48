import type { AppDeps } from "./app/create-app.ts";
import type { CommandTools } from "./cli/command-tools.ts";
import { createTerminal } from "./cli/terminal.ts";
import { withSettings, withStoreSettings } from "./cli/with-settings.ts";
import { composeBackfill, composeTokenBackfill } from "./compose/compose-backfill.ts";
import { composeDoctor } from "./compose/compose-doctor.ts";
import { composeService } from "./compose/compose-service.ts";
import { composeSetup } from "./compose/compose-setup.ts";
import { composeOfflineStore, composeReportStore, composeStore } from "./compose/compose-store.ts";
import { machine } from "./compose/machine.ts";
import { readEnvironment, readProcessEnvironment } from "./compose/read-environment.ts";
import { readVersion } from "./compose/read-version.ts";
import { untilStopped } from "./compose/until-stopped.ts";
import { useNetworkSettings } from "./compose/use-network-settings.ts";
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
    now: machine.now,
    startSetup: async () => composeSetup(await readNetworkedEnvironment()),
    startService: async () =>
      withSettings(await readNetworkedEnvironment(), (settings) => composeService(settings)),
    openStore: () => withStoreSettings(readProcessEnvironment(), composeOfflineStore),
    openReportStore: () => withStoreSettings(readProcessEnvironment(), composeReportStore),
    openBackfill: async () => withSettings(await readNetworkedEnvironment(), composeBackfill),
    openTokenBackfill: async (repository) => {
      await useNetworkSettings(process.env);
      return composeTokenBackfill(repository);
    },
    gatherSetup: async (repository) => composeDoctor(await readEnvironment(), repository),
    startDemo: async (request) => {
      const { composeDemo } = await import("../sandbox/compose-demo.ts");
      return composeDemo(request);
    },
    openBrowser: async (address) => {
      const { openBrowser } = await import("./compose/open-browser.ts");
      return openBrowser(address);
    },
    untilStopped,
  };
}

/** Of a command that asks GitHub. */
async function readNetworkedEnvironment(): ReturnType<typeof readEnvironment> {
  const environment = await readEnvironment();
  await useNetworkSettings(environment);
  return environment;
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
