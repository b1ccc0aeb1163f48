import { hasMoreReaders } from "../catalog/may-be-shown.ts";
import type { Repository } from "../model/repository.ts";
import { markChecksForFew } from "./check-run-rows.ts";
import type { Database } from "./engine.ts";
import type { RepositoryTable } from "./tables.ts";

function toNameKey(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}

function toRow(repository: Repository): RepositoryTable {
  return {
    id: repository.id,
    installation_id: repository.installationId,
    owner_id: repository.ownerId,
    owner: repository.owner,
    name: repository.name,
    name_key: toNameKey(repository.owner, repository.name),
    visibility: repository.visibility,
    default_branch: repository.defaultBranch ?? null,
    is_archived: repository.isArchived ? 1 : 0,
    is_deleted: repository.isDeleted ? 1 : 0,
  };
}

function toRepository(row: RepositoryTable): Repository {
  return {
    id: row.id,
    installationId: row.installation_id,
    ownerId: row.owner_id,
    owner: row.owner,
    name: row.name,
    visibility: row.visibility,
    ...(row.default_branch === null ? {} : { defaultBranch: row.default_branch }),
    isArchived: row.is_archived === 1,
    isDeleted: row.is_deleted === 1,
  };
}

/** One that is gone stays gone: what a look that began before, or an event that came late, shows of it is older. */
export async function upsertRepository(db: Database, repository: Repository): Promise<void> {
  const { id, is_deleted, ...rest } = toRow(repository);
  if (await hadFewerReaders(db, repository)) await markChecksForFew(db, id);
  await db
    .insertInto("repository")
    .values({ id, is_deleted, ...rest })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet(repository.isDeleted ? { is_deleted, ...rest } : rest),
    )
    .execute();
  if (repository.isDeleted) await stopBackfill(db, id);
}

async function hadFewerReaders(db: Database, { id, visibility }: Repository): Promise<boolean> {
  const known = await db
    .selectFrom("repository")
    .select("visibility")
    .where("id", "=", id)
    .executeTakeFirst();
  return known !== undefined && hasMoreReaders(visibility, known.visibility);
}

/** GitHub lists it for its installation: one that was gone is back. */
export async function upsertListedRepository(db: Database, repository: Repository): Promise<void> {
  await upsertRepository(db, repository);
  await db.updateTable("repository").set({ is_deleted: 0 }).where("id", "=", repository.id).execute();
}

/** Unless it came to another installation meanwhile. Its rows go with the next clean-up. */
export async function markRepositoryGone(
  db: Database,
  { id, installationId }: Pick<Repository, "id" | "installationId">,
): Promise<void> {
  const marked = await db
    .updateTable("repository")
    .set({ is_deleted: 1 })
    .where("id", "=", id)
    .where("installation_id", "=", installationId)
    .returning("id")
    .executeTakeFirst();
  if (marked !== undefined) await stopBackfill(db, id);
}

/** Nobody tells what happens in it from now on: should it come back, that is read. */
async function stopBackfill(db: Database, repositoryId: number): Promise<void> {
  await db.updateTable("backfill").set({ phase: "off" }).where("repository_id", "=", repositoryId).execute();
}

export async function findRepository(db: Database, id: number): Promise<Repository | undefined> {
  const row = await db.selectFrom("repository").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toRepository(row);
}

/** By id. */
export async function listRepositories(db: Database, installationId: number): Promise<readonly Repository[]> {
  const rows = await db
    .selectFrom("repository")
    .selectAll()
    .where("installation_id", "=", installationId)
    .orderBy("id")
    .execute();
  return rows.map(toRepository);
}

/** Names are reused: one that still exists comes before a deleted one, and the younger before the older. */
export async function findRepositoryByName(
  db: Database,
  owner: string,
  name: string,
): Promise<Repository | undefined> {
  const row = await db
    .selectFrom("repository")
    .selectAll()
    .where("name_key", "=", toNameKey(owner, name))
    .orderBy("is_deleted")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toRepository(row);
}

/** Those that still exist. Sorted here and not by the database: PostgreSQL orders text by the rules of a language. */
export async function listKnownRepositories(db: Database): Promise<readonly Repository[]> {
  const rows = await db.selectFrom("repository").selectAll().where("is_deleted", "=", 0).execute();
  return rows.sort((one, other) => (one.name_key < other.name_key ? -1 : 1)).map(toRepository);
}

/** Of an account, those that still exist; by id. */
export async function listOwnedRepositories(db: Database, ownerId: number): Promise<readonly Repository[]> {
  const rows = await db
    .selectFrom("repository")
    .selectAll()
    .where("owner_id", "=", ownerId)
    .where("is_deleted", "=", 0)
    .orderBy("id")
    .execute();
  return rows.map(toRepository);
}
