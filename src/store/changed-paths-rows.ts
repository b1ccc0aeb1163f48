import type { StoredPaths } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";

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
