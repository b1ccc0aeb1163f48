import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";

/** The text of a file that the user named, or of standard input by `-`; a failure ends the command. */
export async function readInputFile(
  path: string,
  mostBytes: number,
  { files, terminal }: CommandTools,
): Promise<string> {
  if (path === "-") {
    const input = await terminal.readStandardInput(mostBytes);
    if (input.ok) return input.value;
    throw new CommandFailure(input.error);
  }
  if (path.trim() === "") throw new CommandFailure("The name of the file is empty.", EXIT.usage);
  const reading = await files.readTextFile(path, mostBytes);
  switch (reading.kind) {
    case "text":
      return reading.text;
    case "absent":
      throw new CommandFailure(`There is no file ${path}.`);
    case "unreadable":
      throw new CommandFailure(reading.message);
  }
}
