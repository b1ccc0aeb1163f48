import type { LineProblem } from "../report/parse-readings.ts";
import type { CommandTools } from "./command-tools.ts";

const MOST_PROBLEMS = 100;

/** `readings.csv:12: ...`, a line each. */
export function sayLineProblems(
  problems: readonly LineProblem[],
  file: string,
  { terminal }: CommandTools,
): void {
  const name = file === "-" ? "(standard input)" : file;
  for (const { line, message } of problems.slice(0, MOST_PROBLEMS))
    terminal.say(`${name}:${line}: ${message}`);
  const more = problems.length - MOST_PROBLEMS;
  if (more > 0) terminal.say(`${more} more lines are wrong.`);
}
