import type { Problem } from "../model/problem.ts";
import type { CatalogLayer, Position } from "./catalog-layer.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem-codes.ts";

export interface ProblemPlace extends Position {
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
