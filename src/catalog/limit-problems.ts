import type { Problem } from "../model/problem.ts";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { toProblem } from "./catalog-problem.ts";

/**
 * A file can hold a hundred thousand problems; what nobody reads is only counted. Errors are told before anything
 * else is left out, and the order stays.
 */
export function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  const errors = problems.filter((problem) => problem.severity === "error");
  const others = problems.filter((problem) => problem.severity !== "error");
  const told = new Set([
    ...errors.slice(0, CATALOG_LIMITS.problems),
    ...others.slice(0, CATALOG_LIMITS.problems),
  ]);
  const last = problems.findLast((problem) => told.has(problem));
  const leftOut = [
    { code: "more-problems", count: errors.length - CATALOG_LIMITS.problems, noun: "problems" },
    { code: "more-warnings", count: others.length - CATALOG_LIMITS.problems, noun: "warnings" },
  ] as const;
  const notes = leftOut.flatMap(({ code, count, noun }) => {
    if (last === undefined || count <= 0) return [];
    return [toProblem(last, { code, message: `${count} more ${noun} are not listed; mend these first` })];
  });
  return [...problems.filter((problem) => told.has(problem)), ...notes];
}
