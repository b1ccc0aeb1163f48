/** What a metric was on a day, by whoever measures it: shown beside what changes claim, never added to it. */
export interface Reading {
  /** A key of the catalog, live or former. */
  readonly metric: string;
  /** UTC day `YYYY-MM-DD`. */
  readonly at: string;
  /** In the metric's unit. */
  readonly value: number;
  /** Where it was read: `Salesforce`, `warehouse`. */
  readonly source: string;
}
