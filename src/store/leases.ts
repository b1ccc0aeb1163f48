import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { type ExpressionBuilder, sql } from "kysely";
import type { WorkClaim } from "../workflows/ports/service-store.ts";
import type { Engine } from "./engine.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

function isHeldBy(claims: readonly WorkClaim[]) {
  return ({ and, eb, or }: ExpressionBuilder<Tables, "work">) =>
    and([
      eb("state", "=", "leased"),
      or(claims.map(({ key, fence }) => and([eb("key", "=", key), eb("fence", "=", fence)]))),
    ]);
}

/** As ServiceStore.renewLeases. A lease that is over but was taken by nobody is still held. */
export async function renewLeases(
  engine: Engine,
  claims: readonly WorkClaim[],
  leaseMs: number,
): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set();
  const untilMs = (await engine.readNow(engine.db)) + leaseMs;
  const rows = await engine.db
    .updateTable("work")
    .set({ lease_until_ms: untilMs })
    .where(isHeldBy(claims))
    .returning("key")
    .execute();
  return new Set(rows.map(({ key }) => key));
}

/** As ServiceStore.releaseClaims: no death and no try is counted. */
export async function releaseClaims(engine: Engine, claims: readonly WorkClaim[]): Promise<void> {
  if (claims.length === 0) return;
  const nowMs = await engine.readNow(engine.db);
  await engine.db
    .updateTable("work")
    .set({
      state: sql<"waiting">`'waiting'`,
      not_before_ms: 0,
      lease_owner: null,
      lease_until_ms: null,
      changed_at_ms: nowMs,
    })
    .where(isHeldBy(claims))
    .execute();
}

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
