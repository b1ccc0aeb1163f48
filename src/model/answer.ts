export const EFFECTS = ["moves", "protects", "enables"] as const;
/** How a change bears on a metric; `moves` where nothing is said. */
export type Effect = (typeof EFFECTS)[number];

export const PROVENANCES = ["declared", "accepted", "inherited"] as const;
export type Provenance = (typeof PROVENANCES)[number];

/**
 * Where an answer stands. `line`: `Impact:` in the description (or commit message). `checklist`: a box of the
 * marked block of the description. `command`: `/impact ...`. `button`: an action of the check. `list`: a ticked
 * box of a list that the app wrote (into a comment for `/impact ask`, or its own sticky one). `label`:
 * `impact: key`. `reference`: `for #n`. `issue`: the linked issue.
 */
export const ANSWER_SOURCES = [
  "line",
  "checklist",
  "command",
  "button",
  "list",
  "label",
  "reference",
  "issue",
] as const;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];

/** One metric of one answer. */
export interface Tag {
  /** A live key of the catalog, or, in history, the key of a retired metric. */
  readonly metric: string;
  readonly effect: Effect;
  readonly provenance: Provenance;
  readonly source: AnswerSource;
  readonly reason?: string;
  /** Epoch milliseconds at which it was said, where GitHub tells. */
  readonly saidAtMs?: number;
}

/** A pull request or issue that an answer points at: `#812` (same repository) or `owner/name#812`. */
export interface Reference {
  readonly repository?: string;
  readonly number: number;
}

export interface Claim {
  readonly metric: string;
  readonly effect: Effect;
}

/** What one place says, keys already resolved to the catalog's. At most two claims. */
export type Statement =
  | { readonly kind: "tags"; readonly claims: readonly Claim[]; readonly reason?: string }
  | { readonly kind: "none"; readonly reason?: string }
  | { readonly kind: "unsure"; readonly reason?: string }
  | { readonly kind: "for"; readonly target: Reference; readonly reason?: string };

/** Something in what a person wrote that could not be taken as meant; it never hides what else was said. */
export interface AnswerProblem {
  /** `unknown-key`, `too-many-metrics`, `empty-line`, `none-beside-metric`, `retired-key`, `outranked`, ... */
  readonly code: string;
  /** One sentence for the author, with the nearest keys where there are any. */
  readonly message: string;
  /** The comment whose command it is about. */
  readonly commentId?: number;
}

/**
 * The answer that counts, after precedence. `for` keeps its target; its tags are the target's. `from` is the linked
 * issue that gave the answer, where `source` is `issue`.
 */
export type Answer =
  | {
      readonly kind: "tags";
      readonly source: AnswerSource;
      readonly tags: readonly Tag[];
      readonly reason?: string;
      readonly from?: Reference;
    }
  | {
      readonly kind: "none" | "unsure";
      readonly source: AnswerSource;
      readonly reason?: string;
      readonly from?: Reference;
    }
  | {
      readonly kind: "for";
      readonly source: AnswerSource;
      readonly target: Reference;
      /** The target's tags with effect `enables` and provenance `inherited`; empty: it stands as `unsure`. */
      readonly tags: readonly Tag[];
      readonly reason?: string;
    }
  | { readonly kind: "unanswered" };
