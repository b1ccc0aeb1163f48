import { existsSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE } from "./open-sqlite.ts";
import type { StoreOptions } from "./open-store.ts";
import { StoreError } from "./store-error.ts";

/** Throws StoreError where the embedded store was never made. A server of PostgreSQL says by itself what it lacks. */
export function requireStore({ databaseUrl, dataDir }: Pick<StoreOptions, "databaseUrl" | "dataDir">): void {
  if (databaseUrl !== undefined) return;
  const name = join(dataDir, DATABASE_FILE);
  if (existsSync(name)) return;
  throw new StoreError(
    `There is no store ${name}: set DATA_DIR or DATABASE_URL to that of the service, or start the service.`,
  );
}
