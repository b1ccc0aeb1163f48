import type { Catalog } from "../../model/catalog.ts";
import type { Installation } from "../../model/delivery.ts";
import { PRIORITY } from "../../model/subject.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { Bump, ServiceStore } from "../ports/service-store.ts";
import { listDueWeeks, WEEKS_TO_KNOW } from "./list-due-weeks.ts";
import { type OrganisationCatalogs, readOrganisationCatalog } from "./read-organisation-catalog.ts";

const MINUTE_MS = 60_000;

export interface SummaryKeeping {
  readonly store: Pick<
    ServiceStore,
    "listInstallations" | "listCatalogs" | "findRepositoryByName" | "listSummaryWeeks" | "bump"
  >;
  readonly log: ServiceLog;
  readonly now: () => number;
  readonly wake: () => void;
  readonly catalogs?: OrganisationCatalogs;
}

/** Asks once a minute for a look at the oldest week of each organisation that is due and not told of. */
export function keepSummaries(given: SummaryKeeping): { lookAtDue(): Promise<void>; stop(): void } {
  const parts = { ...given, catalogs: new Map() };
  const ask = async (): Promise<void> => {
    try {
      await askForSummaries(parts);
    } catch (error) {
      parts.log.error({ err: error }, "due summaries could not be listed");
    }
  };
  // What became due while no service ran does not wait for a minute more.
  void ask();
  const timer = setInterval(() => void ask(), MINUTE_MS);
  timer.unref();
  return { lookAtDue: ask, stop: () => clearInterval(timer) };
}

/** One round: one week of each organisation at a time, so that missed ones come in their order. */
export async function askForSummaries(parts: SummaryKeeping): Promise<void> {
  const bumps: Bump[] = [];
  for (const installation of await parts.store.listInstallations()) {
    const bump = await findBump(parts, installation);
    if (bump !== undefined) bumps.push(bump);
  }
  if (bumps.length === 0) return;
  await parts.store.bump(bumps);
  parts.wake();
}

async function findBump(
  { store, now, log, catalogs }: SummaryKeeping,
  { id, accountId, accountLogin }: Installation,
): Promise<Bump | undefined> {
  const account = { id: accountId, login: accountLogin };
  const catalog = await readOrganisationCatalog(store, account, catalogs);
  if (!catalog.ok) {
    log.debug({ installation: id, why: catalog.error }, "no summary without a catalog");
    return undefined;
  }
  if (catalog.value?.summary.repository === undefined) return undefined;
  const week = await findDueWeek(store, { organisationId: accountId, catalog: catalog.value, nowMs: now() });
  if (week === undefined) return undefined;
  return {
    subject: { kind: "summary", installationId: id, organisationId: accountId, week },
    priority: PRIORITY.sweep,
  };
}

/** The oldest week that is due; undefined where there is none, or where something is in its way for a while. */
export async function findDueWeek(
  store: Pick<ServiceStore, "listSummaryWeeks">,
  {
    organisationId,
    catalog,
    nowMs,
  }: { readonly organisationId: number; readonly catalog: Catalog; readonly nowMs: number },
): Promise<string | undefined> {
  const known = await store.listSummaryWeeks(organisationId, WEEKS_TO_KNOW);
  const [week] = listDueWeeks({ schedule: catalog.summary.schedule, nowMs, known });
  const row = known.find((one) => one.week === week);
  const isHeld = row?.state === "waiting" && row.nextAtMs !== undefined && row.nextAtMs > nowMs;
  return isHeld ? undefined : week;
}
