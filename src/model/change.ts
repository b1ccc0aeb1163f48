import type { Tag } from "./answer.ts";

/** The change that a revert takes back, as far as its message tells. */
export interface Revert {
  readonly sha?: string;
  readonly number?: number;
  readonly title?: string;
}

/**
 * A merged pull request, or, with a local clone, a commit on the first-parent line.
 * Paths are in the order of the source; both names of a rename are listed.
 */
export interface Change {
  readonly sha: string;
  /** The pull request's number; absent for a plain commit. */
  readonly number?: number;
  readonly title: string;
  /** The description, or the commit message below its subject, trailers included. */
  readonly body: string;
  /** A login, or `Name <email>` with a local clone. Only compared for equality and with `prompt.exempt.authors`. */
  readonly author: string;
  readonly landedAtMs: number;
  readonly paths: readonly string[];
  /** True where the source lists only a part of the paths. */
  readonly pathsTruncated?: boolean;
  readonly labels: readonly string[];
  readonly reverts?: Revert;
}

/** `#123` for a numbered change, else the first 12 digits of its SHA. Never parsed back. */
export function toChangeId(change: { readonly sha: string; readonly number?: number | undefined }): string {
  return change.number === undefined ? change.sha.slice(0, 12) : `#${change.number}`;
}

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
