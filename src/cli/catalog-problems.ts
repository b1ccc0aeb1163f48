import type { Problem } from "../model/result.ts";
import { showHidden } from "../text/show-code.ts";

/** Codes of files of which no text was read, so that there is no place in them. */
export type FileProblemCode = "no-file" | "unreadable" | "two-files";

const FILE_PROBLEMS: ReadonlySet<string> = new Set<FileProblemCode>(["no-file", "unreadable", "two-files"]);

/** `FILE:LINE:COLUMN: severity: message`, the form that editors and terminals make a link of. */
export function showProblem(problem: Problem): string {
  const { file, line, column } = problem;
  const place = FILE_PROBLEMS.has(problem.code) ? file : `${file}:${line}:${column}`;
  return showHidden(`${place}: ${problem.severity}: ${problem.message}`);
}

/** `2 errors, 1 warning.` */
export function countProblems(problems: readonly Problem[]): string {
  const counts = (["error", "warning", "info"] as const)
    .map((severity) => ({
      severity,
      count: problems.filter((problem) => problem.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(
      ({ severity, count }) =>
        `${count} ${severity === "info" ? "to know" : count === 1 ? severity : `${severity}s`}`,
    );
  return `${counts.join(", ")}.`;
}
