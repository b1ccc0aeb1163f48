import { CommandFailure, EXIT } from "./exit-code.ts";

/**
 * Reads an argument that names something; `argument` as the user knows it: `--git`. A script's unset variable arrives
 * as an empty text, which as a path would silently mean the current folder.
 */
export function createWordParser(argument: string): (value: string) => string {
  return (value) => {
    if (value.trim() === "") throw new CommandFailure(`${argument} is empty; give it a value.`, EXIT.usage);
    return value;
  };
}
