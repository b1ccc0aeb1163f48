import { listFirstAreas } from "../../credit/list-first-areas.ts";
import type { AssessedChange } from "../../model/assessed-change.ts";
import type { ChangeNotes } from "../../model/credit.ts";
import { isWhole } from "../backfill/is-whole.ts";
import type { StoredBackfill } from "../ports/backfill-store.ts";
import type { LookContext } from "../service-context.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** Of a longer history it would take too long to say what is not in it. */
const MOST_CHANGES = 2_000;

/**
 * Areas in which a landed change is its author's first. Asked only where the catalog wants to know, a colleague gave
 * the author credit for this change, and no change of the repository is missing in the store.
 */
export async function listFirsts(
  { context, repository, state, effective }: PullRequestLook,
  change: AssessedChange,
  { credits, unsaved }: Pick<ChangeNotes, "credits"> & { readonly unsaved: readonly AssessedChange[] },
): Promise<readonly string[]> {
  const { policy } = effective;
  if (policy === undefined || !policy.catalog.summary.firsts) return [];
  const login = state.author.login.toLowerCase();
  const isCredited = credits.some(
    ({ kind, person }) => kind === "decision" && person.name.toLowerCase() === login,
  );
  if (state.author.isBot || !isCredited) return [];
  if (!isHistoryWhole(context, await context.store.findBackfill(repository.id))) return [];
  const changes = await context.store.listRecentChanges(repository.id, MOST_CHANGES + 1);
  if (changes.length > MOST_CHANGES) return [];
  return listFirstAreas(change, [...changes, ...unsaved], (paths) =>
    policy.areas.matchAreas(paths).areas.map(({ area }) => area),
  );
}

function isHistoryWhole({ now, keepMs }: LookContext, backfill: StoredBackfill | undefined): boolean {
  switch (backfill?.phase) {
    case "done":
      // What is older than it is kept would be missing.
      return backfill.wholeSinceMs !== undefined && backfill.wholeSinceMs >= now() - keepMs;
    case "assessing":
      // The oldest first: what landed before the one in hand is there.
      return isWhole(backfill.counts);
    default:
      return false;
  }
}
