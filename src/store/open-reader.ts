import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { Kysely } from "kysely";
import { buildSqliteDialect } from "./build-sqlite-dialect.ts";
import type { Database } from "./engine.ts";
import { buildReadingDialect } from "./open-postgres.ts";
import { BUSY_TIMEOUT_MS, DATABASE_FILE } from "./open-sqlite.ts";
import type { StoreOptions } from "./open-store.ts";
import { requireStore } from "./require-store.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

export type StorePlace = Pick<StoreOptions, "databaseUrl" | "dataDir">;

export interface OpenReader {
  readonly db: Database;
  /** For messages. */
  readonly name: string;
}

/**
 * A connection that reads and nothing else, beside the service that writes: WAL lets readers in, and the side file
 * locks out writers only. Throws StoreError where there is no store yet.
 */
export function openReader(place: StorePlace): OpenReader {
  return place.databaseUrl === undefined ? openFile(place) : openServer(place.databaseUrl);
}

function openFile({ dataDir }: StorePlace): OpenReader {
  requireStore({ dataDir });
  const name = join(dataDir, DATABASE_FILE);
  return { db: new Kysely<Tables>({ dialect: buildSqliteDialect(openConnection(name)) }), name };
}

function openConnection(name: string): SqliteConnection.Database {
  try {
    return new SqliteConnection(name, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      `The store ${name} can't be opened (${why}): check that it is a file that this user may read, or set DATA_DIR to that of the service.`,
      { cause },
    );
  }
}

function openServer(databaseUrl: string): OpenReader {
  return { db: new Kysely<Tables>({ dialect: buildReadingDialect(databaseUrl) }), name: "of DATABASE_URL" };
}
