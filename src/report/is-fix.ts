import type { AssessedChange } from "../model/assessed-change.ts";

/** `fix(cart): round totals`, `Fixes the login`, `hotfix: ...`, `Bugfix for #3`; not `Fixture for carts`. */
const FIX_TITLE = /^(?:fix(?:e[sd])?|bug ?fix|hot ?fix)(?![\p{L}\p{N}])/iu;

/** A change that mends something: its title starts with fix, bugfix or hotfix, or it reverts an earlier change. */
export function isFix(change: Pick<AssessedChange, "title" | "reverts">): boolean {
  return change.reverts !== undefined || FIX_TITLE.test(change.title.trimStart());
}
