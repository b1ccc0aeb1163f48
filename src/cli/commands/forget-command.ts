import type { Command } from "commander";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";

export function addForgetCommand(program: Command, tools: CommandTools): void {
  program
    .command("forget")
    .description("remove a person's id from the store; what was said stays, without who said it")
    .requiredOption("--user <id>", "GitHub's numeric id of the account")
    .addHelpText(
      "after",
      `
GitHub shows the id of an account at https://api.github.com/users/LOGIN. docs/privacy.md says what is kept of people.
Who switched their credits off is forgotten with that: they say it again where they go on.

Example:
  throughline forget --user 583231`,
    )
    .action(async ({ user }: { user: string }) => {
      const id = Number(user);
      if (!Number.isSafeInteger(id) || id <= 0) {
        throw new CommandFailure(
          `--user ${JSON.stringify(user.slice(0, 40))} is no numeric id; GitHub shows it at https://api.github.com/users/LOGIN.`,
          EXIT.usage,
        );
      }
      const store = await tools.openStore();
      if (!store.ok) failWithSettings(store.error, tools);
      try {
        const rows = await store.value.forgetUser(id);
        tools.terminal.say(`${rows} rows changed; nothing in the store names ${id} any more.`);
      } finally {
        await store.value.close();
      }
    });
}
