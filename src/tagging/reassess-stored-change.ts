import type { AssessedChange } from "../model/assessed-change.ts";
import type { Policy } from "./compile-policy.ts";

/**
 * A stored change as today's catalog sees it: its areas are found anew from its paths, so that a window in which the
 * catalog was edited is not drawn by two catalogs. What was said, and who was asked, stays as it was.
 */
export function reassessStoredChange(change: AssessedChange, policy: Pick<Policy, "areas">): AssessedChange {
  const { areas, unmatched } = policy.areas.matchAreas(change.paths);
  return { ...change, areas, touchesNoArea: unmatched > 0 };
}
