import { Socket } from "node:net";
import { CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { buildMigrationDialect } from "./dialects.ts";
import type { Database, Engine } from "./engine.ts";
import { migrate } from "./migrate.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

const CONNECTIONS = 10;
/** GitHub waits 10 s for the answer to a webhook: a statement that takes longer helps nobody. */
const STATEMENT_TIMEOUT_MS = 9_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** The server ends a statement before this by itself: a connection silent for longer leads nowhere any more. */
const SILENCE_MS = 9_500;
/** Closed in good order before the silence of a connection that nobody uses looks like a fault. */
const IDLE_MS = 5_000;
const BIGINT = 20;
/** Serialization failure and deadlock: nothing was written, and the same work succeeds when run again. */
const RETRYABLE = new Set(["40001", "40P01"]);
const MOST_TRIES = 4;

function buildPool(databaseUrl: string, settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "throughline",
    keepAlive: true,
    types: {
      // All our integers are ids and milliseconds, far below 2^53; the driver would hand them out as text.
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        oid === BIGINT && format !== "binary" ? Number : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
    ...settings,
  });
  // A server that restarts breaks idle connections; without a listener that would end the process.
  pool.on("error", () => undefined);
  // The pool listens to idle connections only; of one in use the query under way tells what happened.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

/**
 * A connection that the network swallowed answers nothing and breaks never by itself. Closed after a silence, it fails
 * the query that waits on it, and the pool throws it away.
 */
function buildSocket(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => {
    socket.destroy(new Error(`PostgreSQL did not answer within ${silenceMs} ms`));
  });
  return socket;
}

/** One connection of a reader that may take its time; it can't write. */
export function buildReadingDialect(databaseUrl: string): PostgresDialect {
  return new PostgresDialect({
    pool: buildPool(databaseUrl, { max: 1 }),
    // Not by `options`, which the address may use for its own settings.
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw("set default_transaction_read_only = on"));
    },
  });
}

/** Without its password, for messages. */
function describeServer(databaseUrl: string): string {
  try {
    const { hostname, port, pathname } = new URL(databaseUrl);
    return `${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
  } catch {
    return "of DATABASE_URL";
  }
}

async function migrateServer(databaseUrl: string): Promise<void> {
  // Connections of its own, without a time limit: another replica's migration may be waited for.
  const db = new Kysely<Tables>({
    dialect: buildMigrationDialect({ pool: buildPool(databaseUrl, { max: 1 }) }),
  });
  try {
    const found = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
    await migrate(db, found.rows[0]?.schema ?? "public");
  } finally {
    await db.destroy();
  }
}

async function readNow(db: Database): Promise<number> {
  // clock_timestamp() moves on within a transaction, which may have waited for a lock since its start.
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  const now = rows[0]?.now;
  if (now === undefined) throw new Error("PostgreSQL answered no time");
  return now;
}

function isRetryable(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" && RETRYABLE.has(code);
}

export interface PostgresOptions {
  /** May set a schema by `options=-c search_path=...`. */
  readonly databaseUrl: string;
  /** A connection that is silent for longer is closed; 9.5 s. */
  readonly silenceMs?: number;
}

/** The engine for any number of replicas. */
export async function openPostgres({
  databaseUrl,
  silenceMs = SILENCE_MS,
}: PostgresOptions): Promise<Engine> {
  try {
    await migrateServer(databaseUrl);
  } catch (error) {
    throw new StoreError(
      `The PostgreSQL server ${describeServer(databaseUrl)} can't be used (${error instanceof Error ? error.message : String(error)}): check DATABASE_URL, that it runs, and that its user may create tables.`,
      { cause: error },
    );
  }
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: buildPool(databaseUrl, {
        max: CONNECTIONS,
        statement_timeout: STATEMENT_TIMEOUT_MS,
        idleTimeoutMillis: IDLE_MS,
        stream: () => buildSocket(silenceMs),
      }),
    }),
  });
  return {
    kind: "postgres",
    db,
    readNow,
    async inTransaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          if (tries >= MOST_TRIES || !isRetryable(error)) throw error;
        }
      }
    },
    releaseFreePages: () => Promise.resolve(),
    close: () => db.destroy(),
  };
}
