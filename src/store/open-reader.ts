import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { Kysely } from "kysely";
import type { ReportStore } from "../workflows/ports/report-store.ts";
import { buildReportStore } from "./build-report-store.ts";
import { buildSqliteDialect } from "./dialects.ts";
import type { Database } from "./engine.ts";
import { isMigrated } from "./migrate.ts";
import { buildReadingDialect } from "./open-postgres.ts";
import { BUSY_TIMEOUT_MS, DATABASE_FILE } from "./open-sqlite.ts";
import type { StoreOptions } from "./open-store.ts";
import { requireStore } from "./require-store.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

export type StorePlace = Pick<StoreOptions, "databaseUrl" | "dataDir">;

interface OpenReader {
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

/**
 * Opens the store to read it and nothing else, beside the service that writes to it. Throws StoreError where there is
 * no store yet, or one of an older version, which only the service may bring up to date.
 */
export async function openReportStore(place: StorePlace): Promise<ReportStore> {
  const { db, name } = openReader(place);
  try {
    if (!(await isMigrated(db))) throw new StoreError(`The store ${name} is of an older version: ${MEND}`);
  } catch (error) {
    await db.destroy();
    throw error instanceof StoreError
      ? error
      : new StoreError(`The store ${name} can't be read (${toMessage(error)}).`, { cause: error });
  }
  return { ...buildReportStore(db), close: () => db.destroy() };
}

const MEND = "start the service once, which brings it up to date.";

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
