import type { SettingProblem } from "../settings/settings.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";

/** Ends the command with each problem's sentence; without credentials with the exit code that says so. */
export function failWithSettings(problems: readonly SettingProblem[], { terminal }: CommandTools): never {
  for (const { message } of problems) terminal.say(message);
  const isCredential = problems.some(
    ({ setting }) => setting === "APP_ID" || setting.startsWith("PRIVATE_KEY"),
  );
  throw new CommandFailure(
    "Nothing was started; docs/reference/settings.md describes each setting.",
    isCredential ? EXIT.authenticationNeeded : EXIT.failed,
  );
}
