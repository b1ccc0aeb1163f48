import type { AssessedChange } from "../model/assessed-change.ts";
import { toChangeId } from "../model/change.ts";
import type { ChangePage } from "../workflows/ports/change-page.ts";
import type { LandedSpan } from "../workflows/ports/report-store.ts";
import type { StoreWrites } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";
import { isOnPage } from "./is-on-page.ts";

type StoredChange = NonNullable<StoreWrites["changes"]>[number];

export async function upsertChange(db: Database, stored: StoredChange): Promise<void> {
  const rest = {
    landed_at_ms: stored.change.landedAtMs,
    catalog_version: stored.catalogVersion,
    change: JSON.stringify(stored.change),
  };
  await db
    .insertInto("landed_change")
    .values({ repository_id: stored.repositoryId, id: stored.change.id, ...rest })
    .onConflict((conflict) => conflict.columns(["repository_id", "id"]).doUpdateSet(rest))
    .execute();
}

export async function findChange(
  db: Database,
  repositoryId: number,
  number: number,
): Promise<AssessedChange | undefined> {
  const row = await db
    .selectFrom("landed_change")
    .select("change")
    .where("repository_id", "=", repositoryId)
    .where("id", "=", toChangeId({ sha: "", number }))
    .executeTakeFirst();
  return row && (JSON.parse(row.change) as AssessedChange);
}

/** The newest `limit`, oldest first. */
export async function listRecentChanges(
  db: Database,
  repositoryId: number,
  limit: number,
): Promise<readonly AssessedChange[]> {
  const rows = await db
    .selectFrom("landed_change")
    .select("change")
    .where("repository_id", "=", repositoryId)
    .orderBy("landed_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => JSON.parse(row.change) as AssessedChange);
}

export async function listChanges(
  db: Database,
  repositoryId: number,
  page: ChangePage,
): Promise<readonly AssessedChange[]> {
  const rows = await db
    .selectFrom("landed_change")
    .select("change")
    .where("repository_id", "=", repositoryId)
    .where(isOnPage(page))
    .orderBy("landed_at_ms")
    .orderBy("id")
    .limit(page.limit)
    .execute();
  return rows.map((row) => JSON.parse(row.change) as AssessedChange);
}

/** `"asked":true` stands in no title or path: in JSON its quotes would be escaped there. */
const IS_ASKED = '%"asked":true%';

export async function findLandedSpan(db: Database, repositoryId: number): Promise<LandedSpan | undefined> {
  const ofRepository = db
    .selectFrom("landed_change")
    .select("landed_at_ms")
    .where("repository_id", "=", repositoryId)
    .limit(1);
  const oldest = await ofRepository.orderBy("landed_at_ms").executeTakeFirst();
  const newest = await ofRepository.orderBy("landed_at_ms", "desc").executeTakeFirst();
  if (oldest === undefined || newest === undefined) return undefined;
  const asked = await ofRepository
    .where("change", "like", IS_ASKED)
    .orderBy("landed_at_ms")
    .executeTakeFirst();
  return {
    oldestMs: oldest.landed_at_ms,
    newestMs: newest.landed_at_ms,
    ...(asked === undefined ? {} : { firstAskedMs: asked.landed_at_ms }),
  };
}
