/** `internal` is visible to everybody in an enterprise: more readers than private, fewer than public. */
export type RepositoryVisibility = "public" | "internal" | "private";

/** A repository as a webhook or the API shows it. Names change and are reused: the id is the key. */
export interface Repository {
  readonly id: number;
  readonly installationId: number;
  readonly ownerId: number;
  readonly owner: string;
  readonly name: string;
  readonly visibility: RepositoryVisibility;
  /** Absent in a repository without commits, and where the last webhook left it out. */
  readonly defaultBranch?: string;
  readonly isArchived: boolean;
  /** Gone for the app: deleted on GitHub, or taken out of the installation. */
  readonly isDeleted: boolean;
}

/** A person or bot who acted. The id is kept for audit and `forget`; nothing selects, groups or sorts by it. */
export interface Actor {
  readonly id: number;
  readonly login: string;
  readonly isBot: boolean;
}

/** In place of a fingerprint of what a check shows: it was written while few could read what everybody can by now. */
export const SHOWN_TO_FEW = "private";
