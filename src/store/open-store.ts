import type { ServiceStore } from "../workflows/ports/service-store.ts";
import type { BudgetSettings } from "./budget.ts";
import { buildStore } from "./build-store.ts";
import { openPostgres } from "./open-postgres.ts";
import { openSqlite } from "./open-sqlite.ts";

export interface StoreOptions {
  /** `postgres://...`: any number of replicas. Absent: SQLite in `dataDir`, one process. */
  readonly databaseUrl?: string;
  /** Folder of the SQLite file; made when absent, in a folder that is there. Not touched with `databaseUrl`. */
  readonly dataDir: string;
  /** Epoch milliseconds. PostgreSQL takes its own clock, so that replicas agree. */
  readonly now: () => number;
  /** Of the SQLite file, as SqliteOptions has it. */
  readonly durability?: "kept" | "thrown-away";
  /** Requests to GitHub per installation; `off` where the server has no limits (GitHub Enterprise Server's default). */
  readonly budgets?: BudgetSettings;
}

/**
 * Opens the store and brings its tables up to date. On SQLite every lease is void afterwards: the process that held
 * it is gone. Throws StoreError, its message one sentence for the operator, where the file is held by another
 * process, is damaged or can't be written, or where PostgreSQL can't be reached.
 */
export async function openStore(options: StoreOptions): Promise<ServiceStore> {
  const engine =
    options.databaseUrl === undefined
      ? await openSqlite(options)
      : await openPostgres({ databaseUrl: options.databaseUrl });
  return buildStore(engine, options.budgets);
}
