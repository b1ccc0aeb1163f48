import { type RawBuilder, sql } from "kysely";
import { type AssessedChange, toChangeId } from "../model/change.ts";
import type { ChangePage } from "../workflows/ports/credit-store.ts";
import type { LandedSpan } from "../workflows/ports/report-store.ts";
import type { StoredPaths, StoreWrites } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";

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

export async function upsertPaths(db: Database, stored: StoredPaths, nowMs: number): Promise<void> {
  const rest = {
    base_branch: stored.baseBranch,
    paths: JSON.stringify(stored.paths),
    is_truncated: stored.truncated ? 1 : 0,
    written_at_ms: nowMs,
  } as const;
  await db
    .insertInto("changed_paths")
    .values({
      repository_id: stored.repositoryId,
      number: stored.number,
      head_sha: stored.headSha,
      ...rest,
    })
    .onConflict((conflict) => conflict.columns(["repository_id", "number", "head_sha"]).doUpdateSet(rest))
    .execute();
}

export async function findPaths(
  db: Database,
  head: Pick<StoredPaths, "repositoryId" | "number" | "headSha">,
): Promise<StoredPaths | undefined> {
  const row = await db
    .selectFrom("changed_paths")
    .select(["base_branch", "paths", "is_truncated"])
    .where("repository_id", "=", head.repositoryId)
    .where("number", "=", head.number)
    .where("head_sha", "=", head.headSha)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...head,
    baseBranch: row.base_branch,
    paths: JSON.parse(row.paths) as readonly string[],
    truncated: row.is_truncated === 1,
  };
}

/**
 * Rows of a page, of a table with `landed_at_ms` and `id`. A key of two columns: a page begins right behind the last
 * one, however many landed in one millisecond. And from that time on: from the first day on, each page would walk
 * through all those before it.
 */
export function isOnPage({ sinceMs, untilMs, after }: Omit<ChangePage, "limit">): RawBuilder<boolean> {
  const span = sql<boolean>`landed_at_ms >= ${after?.landedAtMs ?? sinceMs} and landed_at_ms < ${untilMs}`;
  if (after === undefined) return sql<boolean>`(${span})`;
  return sql<boolean>`(${span} and (landed_at_ms, id) > (${after.landedAtMs}, cast(${after.id} as text)))`;
}
