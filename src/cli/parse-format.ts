import { CommandFailure, EXIT } from "./exit-code.ts";

const FORMATS = ["md", "json", "html"] as const;

/** Reads `--format`. */
export function parseFormat(word: string): (typeof FORMATS)[number] {
  const format = FORMATS.find((name) => name === word);
  if (format !== undefined) return format;
  const what = `${JSON.stringify(word.slice(0, 40))} is no format`;
  throw new CommandFailure(`--format ${what}; write md, json or html.`, EXIT.usage);
}
