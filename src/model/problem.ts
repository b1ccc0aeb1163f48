export type Severity = "error" | "warning" | "info";

/**
 * Something wrong with a catalog file. `line` and `column` count from 1, in code points;
 * a problem of the file as a whole (too large, not text) stands at 1:1.
 */
export interface Problem {
  readonly severity: Severity;
  /** Stable, kebab-case, documented in docs/reference/catalog.md. */
  readonly code: string;
  /** One sentence that says what is wrong and what to do. */
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The nearest valid word, where one is near. */
  readonly suggestion?: string;
}
