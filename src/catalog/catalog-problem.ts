import type { Problem } from "../model/result.ts";
import type { CatalogLayer, Position } from "./catalog-layer.ts";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem-codes.ts";

interface ProblemPlace extends Position {
  readonly file: string;
}

export interface ProblemDetail {
  readonly code: ProblemCode;
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** A problem at a key or value of one layer. */
export interface LayerProblem extends ProblemDetail {
  readonly layer: CatalogLayer;
  readonly path: string;
  readonly part: "key" | "value";
}

/** Fills in the severity that the code has. */
export function toProblem(place: ProblemPlace, detail: ProblemDetail): Problem {
  return {
    severity: PROBLEM_CODES[detail.code].severity,
    code: detail.code,
    message: detail.message,
    file: place.file,
    line: place.line,
    column: place.column,
    ...(detail.suggestion === undefined ? {} : { suggestion: detail.suggestion }),
  };
}

/** By line, column, code and message. Files keep the order in which they come. */
export function compareProblems(left: Problem, right: Problem): number {
  return (
    left.line - right.line ||
    left.column - right.column ||
    compareText(left.code, right.code) ||
    compareText(left.message, right.message)
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

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
