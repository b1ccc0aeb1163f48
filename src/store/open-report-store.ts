import type { ReportStore } from "../workflows/ports/report-store.ts";
import { buildReportStore } from "./build-report-store.ts";
import { isMigrated } from "./migrate.ts";
import { openReader, type StorePlace } from "./open-reader.ts";
import { StoreError } from "./store-error.ts";

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
