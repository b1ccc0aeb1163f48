import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { StoreError } from "./store-error.ts";

/** Names of the side files in the data folder. */
const LOCK_FILE = "throughline.lock";
const PID_FILE = "throughline.pid";

function describeHolder(pidFile: string): string {
  try {
    const pid = readFileSync(pidFile, "utf8").trim();
    return /^\d{1,10}$/.test(pid) ? `process ${pid}` : "another process";
  } catch {
    return "another process";
  }
}

/**
 * Holds the folder for this process until the returned function is called or the process ends in any way: the lock
 * is the operating system's on an SQLite file of its own, so that no kill leaves a stale one. Nobody may open the
 * lock file otherwise: closing any second descriptor of this process would drop the lock.
 */
export function lockDataDir(dataDir: string, databaseFile: string): () => void {
  const pidFile = join(dataDir, PID_FILE);
  const lock = new SqliteConnection(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== "SQLITE_BUSY") throw error;
    throw new StoreError(
      `The store ${databaseFile} is in use by ${describeHolder(pidFile)}: stop it first, or set DATABASE_URL to a PostgreSQL server, which several processes can share.`,
      { cause: error },
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => lock.close();
}
