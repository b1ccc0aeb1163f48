import type { Tag } from "./answer.ts";
import type { Revert } from "./change.ts";

/** How a landed change stands: what was said of it, or why nothing was asked. */
export type ChangeAnswer =
  | { readonly kind: "tags"; readonly tags: readonly Tag[] }
  | { readonly kind: "none" }
  | { readonly kind: "unsure" }
  | { readonly kind: "unanswered" };

/**
 * One landed change as the report, the explanation and the summary read it: the change, its areas and what was
 * said. Kept small, because a window may hold a million of them; strings are shared between changes.
 */
export interface AssessedChange {
  /** `#123` or 12 digits of the SHA; unique within its repository. */
  readonly id: string;
  readonly sha: string;
  readonly number?: number;
  readonly title: string;
  /** Only compared for equality and counted ("at least five authors"); never printed, sorted by or listed. */
  readonly author: string;
  readonly landedAtMs: number;
  /** Keys of the touched areas with how many of the paths each has, most first (tie: catalog order). */
  readonly areas: readonly { readonly area: string; readonly paths: number }[];
  /** True where some path is in no area. */
  readonly touchesNoArea: boolean;
  readonly paths: readonly string[];
  /** Not exempt. */
  readonly eligible: boolean;
  /** Eligible and asked before it landed; with a local clone the same as eligible. */
  readonly asked: boolean;
  readonly answer: ChangeAnswer;
  /** Key of the first suggestion where nobody answered. Never a tag. */
  readonly guess?: string;
  /** What the check last suggested, or withheld, while it asked; absent where it did neither, or nothing is known. */
  readonly suggested?: {
    /** Keys, the first suggestion first. */
    readonly metrics: readonly string[];
    /** Withheld to measure what suggestions do. */
    readonly blind: boolean;
  };
  readonly reverts?: Revert;
}
