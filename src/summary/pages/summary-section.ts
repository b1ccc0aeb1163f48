/** A part of the page: what everybody reads, and below it what can be opened. */
export interface SummarySection {
  /** Of our own words. */
  readonly heading: string;
  /** Blocks of the form. */
  readonly shown: readonly string[];
  readonly folds: readonly Fold[];
}

/** Kept in pieces, so that a page that would be too long for GitHub can leave some out and say so. */
export interface Fold {
  /** Of the form already. */
  readonly title: string;
  readonly blocks: readonly FoldBlock[];
}

export type FoldBlock =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "items"; readonly items: readonly string[] };
