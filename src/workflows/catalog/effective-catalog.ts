import type { IsAllowed } from "../../catalog/may-be-shown.ts";
import type { CatalogState } from "../../model/assessment.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { StoredCatalog } from "../ports/stored-catalog.ts";

/** The catalog that holds in one repository. */
export interface EffectiveCatalog {
  readonly state: CatalogState;
  /** Compiled where the state is valid. */
  readonly policy?: Policy;
  /** The files behind it, farthest layer first. */
  readonly files: readonly StoredCatalog[];
  /** Which other repositories the organisation's own catalog lets this one show: see `mayBeShown`. */
  readonly isAllowed: IsAllowed;
}
