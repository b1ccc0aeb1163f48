/** Kinds of evidence, in the order that breaks ties and chooses the reason that is shown. */
export const SUGGESTION_SOURCES = ["issue", "path", "label", "keyword", "history", "agent"] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

/** What the app would offer. A suggestion is never a tag; where nobody answered the first one is the guess. */
export interface Suggestion {
  readonly metric: string;
  /** One clause for the author: "9 of the last 11 changes in `services/checkout` claim it". */
  readonly reason: string;
  readonly source: SuggestionSource;
  /** 0 to 1, for ranking only; never shown. */
  readonly sureness: number;
}
