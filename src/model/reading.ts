import type { Visibility } from "./catalog.ts";

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

/** What a lead replied to a question of the report by `/decided`. Who it was is not kept. */
export interface Decision {
  /** The question as the report asked it. */
  readonly question: string;
  readonly text: string;
  /** Keys of the metrics that the question names; absent: not known. */
  readonly metrics?: readonly string[];
  /** Keys of the areas that the question is about; absent: not known. */
  readonly areas?: readonly string[];
  /** Who could read the report that it replies to; absent: not known, so it is taken for a private one. */
  readonly audience?: Visibility;
  /** UTC day `YYYY-MM-DD`. */
  readonly decidedOn: string;
}

/** UTC days `YYYY-MM-DD`: `since` included, `until` excluded. */
export interface TimeSpan {
  readonly since: string;
  readonly until: string;
}
