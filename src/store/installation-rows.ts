import { sql } from "kysely";
import type { Installation } from "../model/webhook.ts";
import type { Database } from "./engine.ts";
import type { InstallationTable } from "./tables.ts";

export async function upsertInstallation(db: Database, installation: Installation): Promise<void> {
  const rest = {
    account_id: installation.accountId,
    account_login: installation.accountLogin,
    account_type: installation.accountType,
    is_suspended: installation.isSuspended ? 1 : 0,
    is_removed: 0,
  } as const;
  await db
    .insertInto("installation")
    .values({ id: installation.id, ...rest })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(rest))
    .execute();
}

/** Undefined where it was never looked at, or was removed. */
export async function findInstallation(db: Database, id: number): Promise<Installation | undefined> {
  const row = await db
    .selectFrom("installation")
    .selectAll()
    .where("id", "=", id)
    .where("is_removed", "=", 0)
    .executeTakeFirst();
  return row && toInstallation(row);
}

/** As SummaryStore.listInstallations. */
export async function listInstallations(db: Database): Promise<readonly Installation[]> {
  const rows = await db
    .selectFrom("installation")
    .selectAll()
    .where("is_removed", "=", 0)
    .where("is_suspended", "=", 0)
    .orderBy("id")
    .execute();
  return rows.map(toInstallation);
}

/**
 * As SummaryStore.isLearning: the installation or a back-fill is to be looked at, or a repository for the first time.
 * Sweeps look at known ones for ever, and tell of nothing that is missing.
 */
export async function isLearning(db: Database, installationId: number): Promise<boolean> {
  const row = await db
    .selectFrom("work")
    .select("key")
    .where("installation_id", "=", installationId)
    .where(
      sql<boolean>`((kind in ('installation', 'backfill') and state in ('waiting', 'leased'))
        or (kind = 'repository' and ((state = 'waiting' and fence = 0) or (state = 'leased' and fence = 1))))`,
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function toInstallation(row: InstallationTable): Installation {
  return {
    id: row.id,
    accountId: row.account_id,
    accountLogin: row.account_login,
    accountType: row.account_type === "User" ? "User" : "Organization",
    isSuspended: row.is_suspended === 1,
  };
}

/**
 * Nothing can be read or shown for it any more: its work rests and its deliveries are superseded. Its repositories
 * are deleted by the next clean-up, in small batches, unless they have come to another installation by then.
 */
export async function removeInstallations(
  db: Database,
  ids: readonly number[],
  nowMs: number,
): Promise<void> {
  if (ids.length === 0) return;
  const why = "the installation was removed";
  await db
    .insertInto("installation")
    .values(
      [...new Set(ids)].map((id) => ({
        id,
        account_id: 0,
        account_login: "",
        account_type: "Organization",
        is_suspended: 0,
        is_removed: 1,
      })),
    )
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ is_removed: 1 }))
    .execute();
  await db
    .updateTable("delivery")
    .set({ state: "superseded", fields: null, why })
    .where("state", "in", ["undone", "dead"])
    .where("subject_key", "in", (query) =>
      query
        .selectFrom("work")
        .select("key")
        .where("installation_id", "in", ids)
        .where("state", "!=", "leased"),
    )
    .execute();
  await db
    .updateTable("work")
    .set({ state: "idle", attempts: 0, deaths: 0, why, changed_at_ms: nowMs })
    .where("installation_id", "in", ids)
    .where("state", "!=", "leased")
    .execute();
}
