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
