/** A page of landed changes: those of a span behind the last one of the page before. */
export interface ChangePage {
  /** Epoch milliseconds: included. */
  readonly sinceMs: number;
  /** Epoch milliseconds: excluded. */
  readonly untilMs: number;
  readonly after?: { readonly landedAtMs: number; readonly id: string };
  readonly limit: number;
}
