import type { AssessedChange } from "../../model/assessed-change.ts";
import { type ClaimHistory, createClaimHistory } from "../../tagging/claim-history.ts";
import type { StoredBackfill } from "../ports/backfill-store.ts";
import { addDeclared } from "../pull-request/read-claim-history.ts";
import type { BackfillLook } from "./backfill-look.ts";

const PER_PAGE = 500;
/** Enough for every folder's last claims. */
const MOST_CHANGES = 2_000;

/** What people declared on the changes up to the back-fill's place: kept from step to step, read anew by another process. */
export async function readHistory(
  look: BackfillLook,
  { cursor, sinceMs }: StoredBackfill,
): Promise<ClaimHistory> {
  const known = look.context.memory.histories.find(toKey(look));
  if (known !== undefined && known.newest === (cursor ?? "")) return known.history;
  const history = createClaimHistory();
  // The second of the last one included, which others may share: those behind it are added when they are reached.
  const [atMs, number] = cursor?.split(":").map(Number) ?? [];
  const until = { atMs: atMs ?? sinceMs, number: number ?? -1 };
  for (const change of await listLatestUntil(look, until)) addDeclared(history, change);
  return history;
}

export function keepHistory(look: BackfillLook, { cursor }: StoredBackfill, history: ClaimHistory): void {
  const { histories } = look.context.memory;
  histories.delete(toKey(look));
  histories.set(toKey(look), { newest: cursor ?? "", history });
}

async function listLatestUntil(
  { context, repository }: BackfillLook,
  until: { readonly atMs: number; readonly number: number },
): Promise<readonly AssessedChange[]> {
  let latest: readonly AssessedChange[] = [];
  let after: { readonly landedAtMs: number; readonly id: string } | undefined;
  for (;;) {
    const page = await context.store.listChanges(repository.id, {
      sinceMs: 0,
      untilMs: until.atMs + 1,
      limit: PER_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    latest = [...latest, ...page].slice(-MOST_CHANGES);
    const last = page.at(-1);
    if (last === undefined || page.length < PER_PAGE) break;
    after = { landedAtMs: last.landedAtMs, id: last.id };
  }
  return latest
    .filter(({ landedAtMs, number = 0 }) => landedAtMs < until.atMs || number <= until.number)
    .toSorted((a, b) => a.landedAtMs - b.landedAtMs || (a.number ?? 0) - (b.number ?? 0));
}

function toKey({ repository }: BackfillLook): string {
  return `backfill:${repository.id}`;
}
