import type { LineProblem } from "../report/parse-readings.ts";
import { showHidden } from "../text/show-code.ts";
import type { GitMaterial } from "../workflows/gather-git-material.ts";
import { toDay } from "../workflows/parse-window.ts";
import type { RepositoryFacts } from "../workflows/ports/change-history.ts";
import { showProblem } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";

const DAY_MS = 86_400_000;

interface GitNotes extends Pick<GitMaterial, "facts" | "problems"> {
  /** `--until`; without it the window ends after the latest date of the line. */
  readonly until: string | undefined;
}

/** Warnings of the catalog, what the clone does not hold, and a clock that moved the window. */
export function sayGitNotes(
  { facts, problems, until }: GitNotes,
  { terminal }: Pick<CommandTools, "terminal">,
): void {
  for (const problem of problems) if (problem.severity === "warning") terminal.say(showProblem(problem));
  for (const note of facts.notes) terminal.say(showHidden(note));
  if (facts.isShallow) {
    terminal.say(
      `${facts.repository} is a shallow clone, so what was cut off is not counted;\nrun git fetch --unshallow for all of it.`,
    );
  }
  if (until === undefined && facts.newestLandedAtMs - facts.tipLandedAtMs > DAY_MS) {
    terminal.say(describeClock(facts));
  }
}

/** Dates grow along a line, but for the minutes by which clocks differ. */
function describeClock({ line, tipLandedAtMs, newestLandedAtMs }: RepositoryFacts): string {
  const latest = toDay(newestLandedAtMs);
  const next = toDay(tipLandedAtMs + DAY_MS);
  return `An earlier commit of ${line} is dated ${latest}, after its newest one (${toDay(tipLandedAtMs)}), and the window ends there; pass --until ${next} if a clock was wrong.`;
}

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
