import { CHECK_NAME } from "../check/check-record.ts";
import type { CheckRecord } from "../model/check.ts";
import { SHOWN_TO_FEW } from "../model/repository.ts";
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

export async function updateShown(
  db: Database,
  { repositoryId, headSha, name, shown }: Pick<StoredCheck, "repositoryId" | "headSha" | "name" | "shown">,
): Promise<void> {
  await db
    .updateTable("check_run")
    .set({ shown })
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .where("name", "=", name)
    .execute();
}

/** Everybody can read the repository from now on: what its checks show until they are written anew, few could. */
export async function markChecksForFew(db: Database, repositoryId: number): Promise<void> {
  await db
    .updateTable("check_run")
    .set({ shown: SHOWN_TO_FEW })
    .where("repository_id", "=", repositoryId)
    .where("check_run_id", "is not", null)
    .where("number", ">", 0)
    .execute();
}

export async function listChecksForFew(
  db: Database,
  repositoryId: number,
  number: number,
): Promise<readonly (StoredCheck & { readonly checkRunId: number })[]> {
  const rows = await db
    .selectFrom("check_run")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .where("shown", "=", SHOWN_TO_FEW)
    .orderBy("name")
    .orderBy("sequence")
    .execute();
  return rows.flatMap((row) =>
    row.check_run_id === null ? [] : [{ ...toCheck(row), checkRunId: row.check_run_id }],
  );
}

export async function listCheckedNumbers(
  db: Database,
  repositoryId: number,
  which: "all" | "for few",
): Promise<readonly number[]> {
  const checks = db
    .selectFrom("check_run")
    .select("number")
    .distinct()
    .where("repository_id", "=", repositoryId)
    .where("check_run_id", "is not", null)
    .where("number", ">", 0)
    .orderBy("number");
  const rows = await (which === "all" ? checks : checks.where("shown", "=", SHOWN_TO_FEW)).execute();
  return rows.map(({ number }) => number);
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
