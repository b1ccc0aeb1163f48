import { sql } from "kysely";
import type { PullRequestState } from "../model/pull-request.ts";
import type {
  BackfillCounts,
  BackfillStore,
  StoredBackfill,
  StoredLinkedIssue,
} from "../workflows/ports/backfill-store.ts";
import type { Issue } from "../workflows/ports/git-hub.ts";
import type { Database } from "./engine.ts";
import { toPullRequestState } from "./pull-request-rows.ts";
import type { BackfillTable } from "./tables.ts";

const FULL_PAGE = 100;

const NOTHING_COUNTED: BackfillCounts = {
  total: 0,
  read: 0,
  open: 0,
  merged: 0,
  known: 0,
  recorded: 0,
  asked: 0,
  withoutCheck: 0,
  otherCatalog: 0,
  editedAfterMerge: 0,
  editedByOthers: 0,
  cutPaths: 0,
};

function toRow(stored: StoredBackfill): BackfillTable {
  return {
    repository_id: stored.repositoryId,
    since_ms: stored.sinceMs,
    phase: stored.phase,
    cursor: stored.cursor ?? null,
    page_size: stored.pageSize,
    calm_pages: stored.calmPages,
    counts: JSON.stringify(stored.counts),
    whole_since_ms: stored.wholeSinceMs ?? null,
  };
}

/** What was kept for the assessment goes once it is done. */
export async function upsertBackfill(db: Database, stored: StoredBackfill): Promise<void> {
  const { repository_id, ...rest } = toRow(stored);
  await db
    .insertInto("backfill")
    .values({ repository_id, ...rest })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(rest))
    .execute();
  if (stored.phase === "reading" || stored.phase === "assessing") return;
  await db.deleteFrom("linked_issue").where("repository_id", "=", repository_id).execute();
}

export async function findBackfill(db: Database, repositoryId: number): Promise<StoredBackfill | undefined> {
  const row = await db
    .selectFrom("backfill")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    repositoryId: row.repository_id,
    sinceMs: row.since_ms,
    phase: row.phase,
    ...(row.cursor === null ? {} : { cursor: row.cursor }),
    pageSize: row.page_size,
    calmPages: row.calm_pages,
    counts: JSON.parse(row.counts) as BackfillCounts,
    ...(row.whole_since_ms === null ? {} : { wholeSinceMs: row.whole_since_ms }),
  };
}

/** As BackfillStore.startBackfill: one statement, so that a look under way is not half overwritten. */
export async function startBackfill(db: Database, repositoryId: number, sinceMs: number): Promise<void> {
  const fresh = toRow({
    repositoryId,
    sinceMs,
    phase: "reading",
    pageSize: FULL_PAGE,
    calmPages: 0,
    counts: NOTHING_COUNTED,
  });
  const { repository_id, ...rest } = fresh;
  await db
    .insertInto("backfill")
    .values({ repository_id, ...rest })
    .onConflict((conflict) =>
      conflict
        .column("repository_id")
        .doUpdateSet(rest)
        .where(sql<boolean>`backfill.phase in ('done', 'off') or backfill.since_ms > ${sinceMs}`),
    )
    .execute();
}

/** As BackfillStore.listLanded. */
export async function listLanded(
  db: Database,
  repositoryId: number,
  { sinceMs, after, limit }: Parameters<BackfillStore["listLanded"]>[1],
): Promise<readonly PullRequestState[]> {
  const rows = await db
    .selectFrom("pull_request")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("status", "=", "merged")
    .where("merged_at_ms", ">=", after?.mergedAtMs ?? sinceMs)
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where("merged_at_ms", ">", after?.mergedAtMs ?? 0),
          where("number", ">", after?.number ?? 0),
        ]),
      ),
    )
    .orderBy("merged_at_ms")
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map(toPullRequestState);
}

export async function upsertLinkedIssue(
  db: Database,
  { repositoryId, key, issue }: StoredLinkedIssue,
  nowMs: number,
): Promise<void> {
  const rest = { issue: JSON.stringify(issue), written_at_ms: nowMs };
  await db
    .insertInto("linked_issue")
    .values({ repository_id: repositoryId, key, ...rest })
    .onConflict((conflict) => conflict.columns(["repository_id", "key"]).doUpdateSet(rest))
    .execute();
}

export async function listLinkedIssues(
  db: Database,
  repositoryId: number,
  keys: readonly string[],
): Promise<readonly StoredLinkedIssue[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom("linked_issue")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("key", "in", [...new Set(keys)])
    .execute();
  return rows.map((row) => ({ repositoryId, key: row.key, issue: JSON.parse(row.issue) as Issue }));
}
