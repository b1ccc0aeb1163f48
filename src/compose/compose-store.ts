import { CommandFailure } from "../cli/exit-code.ts";
import type { StorePlace } from "../cli/with-settings.ts";
import { ensureFolder } from "../files/write-text-file.ts";
import type { Settings } from "../settings/settings.ts";
import type { StoreOptions } from "../store/open-store.ts";
import type { ReportStore } from "../workflows/ports/report-store.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import { machine } from "./machine.ts";

/** The store of the service, with its budgets. */
export async function composeStore(
  { databaseUrl, dataDir, budgets }: Pick<Settings, "databaseUrl" | "dataDir" | "budgets">,
  { now, durability }: Pick<StoreOptions, "now" | "durability"> = machine,
): Promise<ServiceStore> {
  if (databaseUrl === undefined) await makeDataFolder(dataDir);
  const { openStore } = await import("../store/open-store.ts");
  const { limitBudgets } = await import("../store/budget.ts");
  return openStore({
    dataDir,
    now,
    ...(durability === undefined ? {} : { durability }),
    budgets: budgets.kind === "off" ? "off" : limitBudgets(budgets),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
}

async function makeDataFolder(dataDir: string): Promise<void> {
  const made = await ensureFolder(dataDir, 0o700);
  if (made.ok) return;
  throw new CommandFailure(`${made.error} Set DATA_DIR to a folder that this user may write into.`);
}

/**
 * The store for a command that asks GitHub nothing. It is the service's, so none is made: beside a new and empty one
 * `forget` would say that nobody is named any more.
 */
export async function composeOfflineStore(place: StorePlace): Promise<ServiceStore> {
  const { requireStore } = await import("../store/require-store.ts");
  const { openStore } = await import("../store/open-store.ts");
  requireStore(place);
  return openStore({ ...place, now: machine.now });
}

/** The store, read-only, beside a service that runs. */
export async function composeReportStore(place: StorePlace): Promise<ReportStore> {
  const { openReportStore } = await import("../store/open-reader.ts");
  return openReportStore(place);
}
