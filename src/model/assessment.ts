import type { Answer, AnswerProblem } from "./answer.ts";
import type { Catalog } from "./catalog.ts";
import type { Problem } from "./result.ts";

/** What is known of a repository's catalog. Only `valid` is policy; the others ask nothing. */
export type CatalogState =
  /** No layer prompts in this repository, and none did before. */
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string }
  | { readonly kind: "broken"; readonly problems: readonly Problem[] }
  | { readonly kind: "valid"; readonly catalog: Catalog };

/** The row of the table (docs/reference/check.md) that holds: the first one wins. */
export type Situation =
  | { readonly kind: "no-catalog" }
  | { readonly kind: "merged" }
  | { readonly kind: "catalog-unreadable"; readonly reason: string }
  | { readonly kind: "catalog-broken"; readonly problems: readonly Problem[] }
  | { readonly kind: "answered"; readonly answer: Exclude<Answer, { kind: "unanswered" }> }
  | { readonly kind: "draft" }
  | { readonly kind: "exempt"; readonly by: Exemption }
  | {
      readonly kind: "unanswered";
      readonly mode: "advise" | "require";
      readonly authorCanWrite: boolean;
    };

export type Exemption =
  | { readonly kind: "author"; readonly login: string }
  | { readonly kind: "label"; readonly label: string }
  | { readonly kind: "paths" };

/** What the facts of a pull request come to, and why. The check, the report and the log all explain from it. */
export interface Assessment {
  readonly situation: Situation;
  readonly answer: Answer;
  readonly suggestions: readonly Suggestion[];
  /** True where suggestions were withheld to measure what they do (`prompt.blind`). */
  readonly blind: boolean;
  readonly problems: readonly AnswerProblem[];
  /** A comment that stands asks how to answer. */
  readonly isHelpAsked?: true;
  /** Keys of the areas that the changed paths touch, in catalog order; `(no area)` is not listed here. */
  readonly areas: readonly string[];
}

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
