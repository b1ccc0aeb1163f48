import { hideOptedOut } from "../credit/hide-opted-out.ts";
import { cutMentions } from "../credit/to-words.ts";
import { toChangeId } from "../model/change.ts";
import type { ChangeNotes } from "../model/credit.ts";
import type {
  ChangePage,
  FoundLearning,
  LearningRequest,
  ShownNotes,
  StoredNotes,
} from "../workflows/ports/credit-store.ts";
import { readOptedOut } from "./credit-rows.ts";
import type { Database } from "./engine.ts";
import { isOnPage } from "./landed-change-rows.ts";

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

/** The learnings of a change once more, under each metric that it claims, to be found by it. */
async function replaceLearnings(
  db: Database,
  { repositoryId, id, landedAtMs, metrics, notes }: StoredNotes & { readonly id: string },
): Promise<void> {
  await db.deleteFrom("learning").where("repository_id", "=", repositoryId).where("id", "=", id).execute();
  const rows = notes.learnings.flatMap(({ text }, position) =>
    metrics.map((metric) => ({
      repository_id: repositoryId,
      id,
      position,
      metric,
      landed_at_ms: landedAtMs,
      text,
    })),
  );
  if (rows.length > 0) await db.insertInto("learning").values(rows).execute();
}

/** The repository decides by what it is now: it may have been made private, renamed or given away since. */
export async function listLearnings(
  db: Database,
  request: LearningRequest,
): Promise<readonly FoundLearning[]> {
  const rows: LearningRow[] = [];
  // One by one each is read in the order of an index, and no further than the limit.
  for (const metric of new Set(request.metrics)) rows.push(...(await listOfMetric(db, metric, request)));
  if (rows.length === 0) return [];
  const optedOut = await readOptedOut(db);
  return rows
    .toSorted((a, b) => b.landed_at_ms - a.landed_at_ms)
    .slice(0, request.limit)
    .map(({ metric, text, id, owner, name, visibility }) => ({
      metric,
      text: cutMentions(text, optedOut),
      repository: { owner, name, visibility },
      number: Number(id.slice(1)),
    }));
}

type LearningRow = Awaited<ReturnType<typeof listOfMetric>>[number];

async function listOfMetric(
  db: Database,
  metric: string,
  { ownerId, exceptRepositoryId, visibilities, limit }: LearningRequest,
) {
  if (visibilities.length === 0) return [];
  return await db
    .selectFrom("learning as l")
    .innerJoin("repository as r", "r.id", "l.repository_id")
    .select(["l.metric", "l.landed_at_ms", "l.text", "l.id", "r.owner", "r.name", "r.visibility"])
    .where("l.metric", "=", metric)
    .where("l.repository_id", "<>", exceptRepositoryId)
    .where("r.owner_id", "=", ownerId)
    .where("r.is_deleted", "=", 0)
    .where("r.visibility", "in", [...visibilities])
    .orderBy("l.landed_at_ms", "desc")
    .orderBy("l.repository_id", "desc")
    .orderBy("l.id", "desc")
    .orderBy("l.position", "desc")
    .limit(limit)
    .execute();
}
