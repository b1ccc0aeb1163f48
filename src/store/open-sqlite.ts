import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { Kysely } from "kysely";
import { buildSqliteDialect } from "./dialects.ts";
import type { Engine } from "./engine.ts";
import { lockDataDir } from "./leases.ts";
import { migrate } from "./migrate.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

export const DATABASE_FILE = "throughline.sqlite";
export const BUSY_TIMEOUT_MS = 5_000;
/** Freed pages given back at a time, at 4 KB a page: webhooks wait for no longer vacuum. */
const PAGES_PER_RELEASE = 1_000;

export interface SqliteOptions {
  readonly dataDir: string;
  readonly now: () => number;
  /** `thrown-away`: for a store that does not outlive its process; nothing waits for the disk. `kept` unless told. */
  readonly durability?: "kept" | "thrown-away";
}

function toCode(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" ? code : "";
}

/** Of the file system (`EACCES`, with the call that failed) and of SQLite: each is the folder's or the disk's. */
function isUnwritable(error: unknown, code: string): boolean {
  if (/^SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM|NOLFS)/.test(code)) return true;
  return error instanceof Error && "syscall" in error && /^E[A-Z]+$/.test(code);
}

function toOpenError(error: unknown, file: string): unknown {
  const code = toCode(error);
  if (code === "SQLITE_NOTADB" || code.startsWith("SQLITE_CORRUPT")) return toDamagedError(file, error);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") {
    return new StoreError(`The disk of the store ${file} is full: free some space and start again.`, {
      cause: error,
    });
  }
  if (isUnwritable(error, code)) {
    return new StoreError(
      `The store ${file} can't be written (${code}): give this user the rights to the folder, or set DATA_DIR to another one.`,
      { cause: error },
    );
  }
  return error;
}

function toDamagedError(file: string, cause: unknown): StoreError {
  return new StoreError(
    `The store ${file} is damaged: delete it with its -wal and -shm files and run "throughline backfill", which rebuilds it from GitHub.`,
    { cause },
  );
}

function openConnection(file: string, durability: SqliteOptions["durability"]): SqliteConnection.Database {
  // Before SQLite opens it, for -wal and -shm take over the mode of the file.
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const connection = new SqliteConnection(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Holds only before the first table exists, and before the file turns to WAL.
    connection.pragma("auto_vacuum = incremental");
    connection.pragma("journal_mode = wal");
    // A commit is on the disk when it returns: GitHub never sends again what was answered 202.
    connection.pragma(`synchronous = ${durability === "thrown-away" ? "off" : "full"}`);
    connection.pragma("foreign_keys = off");
    // Reads the whole file: a damaged page is told at the start, not in the night.
    const verdict = connection.pragma("quick_check(1)", { simple: true });
    if (verdict !== "ok") throw toDamagedError(file, verdict);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Those above it are made by whoever composes the store: a recursive mkdir never ends below /proc. */
function ensureFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (toCode(error) !== "EEXIST") throw error;
  }
}

/** The embedded engine: one file in `dataDir`, one process. Throws StoreError. */
export async function openSqlite({ dataDir, now, durability }: SqliteOptions): Promise<Engine> {
  const file = join(dataDir, DATABASE_FILE);
  let unlock: (() => void) | undefined;
  try {
    ensureFolder(dataDir);
    unlock = lockDataDir(dataDir, file);
    const connection = openConnection(file, durability);
    const db = new Kysely<Tables>({ dialect: buildSqliteDialect(connection) });
    const engine = buildEngine({ connection, db, now, unlock });
    await migrate(db).catch(async (error: unknown) => {
      await engine.close();
      throw error;
    });
    return engine;
  } catch (error) {
    unlock?.();
    throw toOpenError(error, file);
  }
}

interface OpenSqlite {
  readonly connection: SqliteConnection.Database;
  readonly db: Kysely<Tables>;
  readonly now: () => number;
  readonly unlock: () => void;
}

function buildEngine({ connection, db, now, unlock }: OpenSqlite): Engine {
  return {
    kind: "sqlite",
    db,
    readNow: () => Promise.resolve(now()),
    inTransaction: (work) => db.transaction().execute(work),
    // Through Kysely's turn-taking: in the middle of another transaction it would become part of it.
    releaseFreePages: () =>
      db.connection().execute(() => {
        connection.pragma(`incremental_vacuum(${PAGES_PER_RELEASE})`);
        return Promise.resolve();
      }),
    async close() {
      // Kysely closes only what it has used; closing twice is allowed.
      await db.destroy();
      connection.close();
      unlock();
    },
  };
}
