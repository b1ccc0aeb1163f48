import { runCommandLine } from "./cli/command-line.ts";
import { composeCommandTools } from "./compose.ts";

/** Runs the command line; answers the exit code. A defect ends in one sentence with its stack behind it. */
export async function main(args: readonly string[]): Promise<number> {
  const tools = composeCommandTools();
  try {
    return await runCommandLine(args, tools);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tools.terminal.say(`This is a defect of Throughline; please report it with the lines below.\n${text}`);
    return 1;
  }
}
