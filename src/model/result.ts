/** An expected outcome: a value, or an error of a closed union. Unexpected failures throw instead. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function fail<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

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

/** A value that a schema describes, as data that nobody changes. */
export type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;
