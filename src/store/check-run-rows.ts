import { CHECK_NAME } from "../check/check-record.ts";
import type { CheckRecord } from "../model/check-record.ts";
import type { StoredCheck } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";
import type { CheckRunTable } from "./tables.ts";

function toCheck(row: CheckRunTable): StoredCheck {
  return {
    repositoryId: row.repository_id,
    headSha: row.head_sha,
    name: row.name,
    number: row.number,
    ...(row.check_run_id === null ? {} : { checkRunId: row.check_run_id }),
    shown: row.shown,
    ...(row.record === null ? {} : { record: JSON.parse(row.record) as CheckRecord }),
  };
}

/** Replaces what was known of the check, an absent id or record included, and makes it the newest of its number. */
export async function upsertCheck(db: Database, check: StoredCheck, nowMs: number): Promise<void> {
  // Under the claim of the pull request nobody else writes its checks; two writers would at worst share a number.
  const newest = await db
    .selectFrom("check_run")
    .select("sequence")
    .where("repository_id", "=", check.repositoryId)
    .where("number", "=", check.number)
    .where("name", "=", check.name)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const rest = {
    number: check.number,
    check_run_id: check.checkRunId ?? null,
    shown: check.shown,
    record: check.record === undefined ? null : JSON.stringify(check.record),
    sequence: (newest?.sequence ?? 0) + 1,
    written_at_ms: nowMs,
  };
  await db
    .insertInto("check_run")
    .values({
      repository_id: check.repositoryId,
      head_sha: check.headSha,
      name: check.name,
      ...rest,
    })
    .onConflict((conflict) => conflict.columns(["repository_id", "head_sha", "name"]).doUpdateSet(rest))
    .execute();
}

export async function findCheck(
  db: Database,
  check: Pick<StoredCheck, "repositoryId" | "headSha" | "name">,
): Promise<StoredCheck | undefined> {
  const row = await db
    .selectFrom("check_run")
    .selectAll()
    .where("repository_id", "=", check.repositoryId)
    .where("head_sha", "=", check.headSha)
    .where("name", "=", check.name)
    .executeTakeFirst();
  return row && toCheck(row);
}

/** The one written last. */
export async function findLastCheck(
  db: Database,
  check: Pick<StoredCheck, "repositoryId" | "number" | "name">,
): Promise<StoredCheck | undefined> {
  const row = await db
    .selectFrom("check_run")
    .selectAll()
    .where("repository_id", "=", check.repositoryId)
    .where("number", "=", check.number)
    .where("name", "=", check.name)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toCheck(row);
}

/** A merge queue's check and the one on a proposed catalog ask nobody anything, and don't count. */
export async function hasChecks(db: Database, repositoryId: number): Promise<boolean> {
  const row = await db
    .selectFrom("check_run")
    .select("name")
    .where("repository_id", "=", repositoryId)
    .where("name", "=", CHECK_NAME)
    .where("number", ">", 0)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
