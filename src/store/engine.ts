import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** A connection or an open transaction: every query takes one of these and never reaches for another. */
export type Database = Kysely<Tables>;

/**
 * What differs between the two engines, beside the dialect inside `db`. Within a transaction only the handle that
 * the transaction gives may be used: SQLite has one connection, and a call on `db` would wait for itself.
 */
export interface Engine {
  readonly kind: "sqlite" | "postgres";
  readonly db: Database;
  /** Epoch milliseconds: the database's clock where replicas share one. */
  readNow(db: Database): Promise<number>;
  /** Commits what `work` did, or nothing of it. `work` may run again where PostgreSQL broke a deadlock. */
  inTransaction<Value>(work: (db: Database) => Promise<Value>): Promise<Value>;
  /** Gives a bounded amount of freed pages back to the file system, where the engine does not do so itself. */
  releaseFreePages(): Promise<void>;
  close(): Promise<void>;
}
