import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { failWithSettings } from "../fail-with-settings.ts";

export function addServeCommand(program: Command, tools: CommandTools): void {
  program
    .command("serve")
    .description("run the service: take webhooks, show checks")
    .addHelpText(
      "after",
      `
Settings come from the environment, and from a file .env in the current folder; docs/reference/settings.md
describes each.

Example:
  APP_ID=123 PRIVATE_KEY_PATH=app.pem WEBHOOK_SECRET=... throughline serve`,
    )
    .action(async () => {
      const started = await tools.startService();
      if (!started.ok) failWithSettings(started.error, tools);
      const { port, metricsPort, stop } = started.value;
      tools.terminal.say(
        `Throughline ${tools.version}: webhooks on port ${port}, metrics on port ${metricsPort}.`,
      );
      const signal = await tools.untilStopped();
      tools.terminal.say(`${signal}: finishing what is under way.`);
      await stop();
    });
}
