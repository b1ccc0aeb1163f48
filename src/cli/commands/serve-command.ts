import type { Command } from "commander";
import type { CommandTools, RunningService } from "../command-tools.ts";
import { failWithSettings } from "../failures.ts";
import { runSetup } from "./run-setup.ts";

export function addServeCommand(program: Command, tools: CommandTools): void {
  program
    .command("serve")
    .description("run the service: take webhooks, show checks; without an app, the page that registers one")
    .addHelpText(
      "after",
      `
Settings come from the environment, and from a file .env in the current folder; docs/reference/settings.md
describes each. With none of APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH and WEBHOOK_SECRET, and no credentials.json in
DATA_DIR, it opens a setup page that registers the app on GitHub, and then goes on as the service.

Examples:
  throughline serve
  APP_ID=123 PRIVATE_KEY_PATH=app.pem WEBHOOK_SECRET=... throughline serve`,
    )
    .action(async () => {
      const stopped = tools.untilStopped();
      const setup = await tools.startSetup();
      if (!setup.ok) failWithSettings(setup.error, tools);
      const service =
        setup.value === undefined ? await start(tools) : await runSetup(setup.value, stopped, tools);
      if (service === undefined) return;
      tools.terminal.say(
        `Throughline ${tools.version}: webhooks on port ${service.port}, metrics on port ${service.metricsPort}.`,
      );
      const signal = await stopped;
      tools.terminal.say(`${signal}: finishing what is under way.`);
      await service.stop();
    });
}

async function start(tools: CommandTools): Promise<RunningService> {
  const started = await tools.startService();
  if (!started.ok) failWithSettings(started.error, tools);
  return started.value;
}
