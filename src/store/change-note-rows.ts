import { hideOptedOut } from "../credit/hide-opted-out.ts";
import { toChangeId } from "../model/change.ts";
import type { ChangeNotes } from "../model/credit.ts";
import type { ChangePage } from "../workflows/ports/change-page.ts";
import type { ShownNotes, StoredNotes } from "../workflows/ports/credit-store.ts";
import type { Database } from "./engine.ts";
import { isOnPage } from "./is-on-page.ts";
import { replaceLearnings } from "./learning-rows.ts";
import { readOptedOut } from "./opt-out-rows.ts";

export async function upsertNotes(db: Database, stored: StoredNotes): Promise<void> {
  const { repositoryId, number, ofCommits } = stored;
  const id = toChangeId({ sha: "", number });
  const rest = {
    landed_at_ms: stored.landedAtMs,
    metrics: JSON.stringify(stored.metrics),
    notes: JSON.stringify(stored.notes),
    of_commits: ofCommits === undefined ? null : JSON.stringify(ofCommits),
  };
  await db
    .insertInto("change_note")
    .values({ repository_id: repositoryId, id, ...rest })
    .onConflict((conflict) => conflict.columns(["repository_id", "id"]).doUpdateSet(rest))
    .execute();
  await replaceLearnings(db, { ...stored, id });
}

/** With people who opted out: only to be compared and written again. */
export async function findNotes(
  db: Database,
  repositoryId: number,
  number: number,
): Promise<StoredNotes | undefined> {
  const row = await db
    .selectFrom("change_note")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("id", "=", toChangeId({ sha: "", number }))
    .executeTakeFirst();
  return (
    row && {
      repositoryId,
      number,
      landedAtMs: row.landed_at_ms,
      metrics: JSON.parse(row.metrics) as readonly string[],
      notes: JSON.parse(row.notes) as ChangeNotes,
      ...(row.of_commits === null ? {} : { ofCommits: JSON.parse(row.of_commits) as ChangeNotes }),
    }
  );
}

/** Pages as those of the changes. Nobody who opted out leaves the store, however long ago a note was written. */
export async function listNotes(
  db: Database,
  repositoryId: number,
  page: ChangePage,
): Promise<readonly ShownNotes[]> {
  const rows = await db
    .selectFrom("change_note")
    .select(["id", "notes"])
    .where("repository_id", "=", repositoryId)
    .where(isOnPage(page))
    .orderBy("landed_at_ms")
    .orderBy("id")
    .limit(page.limit)
    .execute();
  if (rows.length === 0) return [];
  const optedOut = await readOptedOut(db);
  return rows.map(({ id, notes }) => ({
    id,
    notes: hideOptedOut(JSON.parse(notes) as ChangeNotes, optedOut),
  }));
}
