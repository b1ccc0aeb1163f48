import { sql } from "kysely";
import type { StoredCatalog } from "../workflows/ports/stored-catalog.ts";
import type { Database } from "./engine.ts";

const LAYERS: readonly StoredCatalog["layer"][] = ["organisation", "extends", "repository"];

export async function upsertCatalog(db: Database, catalog: StoredCatalog): Promise<void> {
  const rest = {
    state: catalog.state,
    text: catalog.text,
    etag: catalog.etag ?? null,
    read_at_ms: catalog.readAtMs,
  };
  await db
    .insertInto("catalog_file")
    .values({
      repository_id: catalog.repositoryId,
      layer: catalog.layer,
      source: catalog.source,
      path: catalog.path,
      ...rest,
    })
    .onConflict((conflict) =>
      conflict.columns(["repository_id", "layer", "source", "path"]).doUpdateSet(rest),
    )
    .execute();
}

/** In the order in which layers apply; within a layer the file read last comes first. */
export async function listCatalogs(db: Database, repositoryId: number): Promise<readonly StoredCatalog[]> {
  const rows = await db
    .selectFrom("catalog_file")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .orderBy("read_at_ms", "desc")
    .orderBy("source")
    .orderBy("path")
    .execute();
  return rows
    .map((row) => ({
      repositoryId: row.repository_id,
      layer: row.layer,
      source: row.source,
      path: row.path,
      state: row.state,
      text: row.text,
      ...(row.etag === null ? {} : { etag: row.etag }),
      readAtMs: row.read_at_ms,
    }))
    .sort((one, other) => LAYERS.indexOf(one.layer) - LAYERS.indexOf(other.layer));
}

/** Repositories whose catalog was read from one of the sources (`owner/name`, any case) through `_extends`; by id. */
export async function listExtending(db: Database, sources: readonly string[]): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("catalog_file")
    .select("repository_id")
    .where("layer", "=", "extends")
    .where(
      sql<string>`lower(source)`,
      "in",
      sources.map((source) => source.toLowerCase()),
    )
    .execute();
  return [...new Set(rows.map(({ repository_id }) => repository_id))].sort((one, other) => one - other);
}
