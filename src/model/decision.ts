import type { Visibility } from "./catalog.ts";

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
