import { existsSync } from "node:fs";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { Kysely } from "kysely";
import type { ReportStore } from "../workflows/ports/report-store.ts";
import { buildReportStore } from "./build-report-store.ts";
import { buildSqliteDialect } from "./build-sqlite-dialect.ts";
import type { Database } from "./engine.ts";
import { isMigrated } from "./migrate.ts";
import { buildReadingDialect } from "./open-postgres.ts";
import { BUSY_TIMEOUT_MS, DATABASE_FILE } from "./open-sqlite.ts";
import type { StoreOptions } from "./open-store.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

type Place = Pick<StoreOptions, "databaseUrl" | "dataDir">;

/**
 * Opens the store to read it and nothing else, beside the service that writes to it: WAL lets readers in, and the
 * side file locks out writers only. Throws StoreError where there is no store yet, or one of an older version, which
 * only the service may bring up to date.
 */
export async function openReportStore(place: Place): Promise<ReportStore> {
  const { db, name } = place.databaseUrl === undefined ? openFile(place) : openServer(place.databaseUrl);
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

interface Opened {
  readonly db: Database;
  /** For messages. */
  readonly name: string;
}

function openFile({ dataDir }: Place): Opened {
  const name = join(dataDir, DATABASE_FILE);
  if (!existsSync(name)) {
    throw new StoreError(
      `There is no store ${name}: set DATA_DIR or DATABASE_URL to that of the service, or start the service.`,
    );
  }
  const connection = new SqliteConnection(name, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  return { db: new Kysely<Tables>({ dialect: buildSqliteDialect(connection) }), name };
}

function openServer(databaseUrl: string): Opened {
  return { db: new Kysely<Tables>({ dialect: buildReadingDialect(databaseUrl) }), name: "of DATABASE_URL" };
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
