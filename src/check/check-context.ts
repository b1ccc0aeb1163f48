import type { Catalog, Visibility } from "../model/catalog.ts";

/** What the check shows beside the assessment. */
export interface CheckContext {
  /** Where it is written what is kept and who sees it. */
  readonly privacyUrl: string;
  /** Of the repository that carries the check: private metrics are not named in a public one. */
  readonly repositoryVisibility: Visibility;
  /** The catalog that was applied; absent where none could be. */
  readonly catalog?: Catalog;
  /** `owner/name` of the repository that carries the check. */
  readonly repository?: string;
  /** What the check's record offers to claim: a button means what is recorded. Absent: the first suggestion. */
  readonly offered?: string;
}

/** What is kept, who sees it, how it is deleted: every check links to it. */
export const PRIVACY_URL = "https://github.com/throughline-app/throughline/blob/main/docs/privacy.md";
