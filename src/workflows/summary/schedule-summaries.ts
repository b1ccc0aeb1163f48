import type { Catalog, SummaryPolicy } from "../../model/catalog.ts";
import { PRIORITY } from "../../model/subject.ts";
import type { Installation } from "../../model/webhook.ts";
import { parseIsoWeek, showIsoWeek } from "../../time/iso-week.ts";
import { toZoneWeek, toZoneWeekIndex } from "../../time/zone-week.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { Bump, ServiceStore } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import { findNextScheduled } from "../report/schedule-reports.ts";
import { type OrganisationCatalogs, readOrganisationCatalog } from "./read-organisation-catalog.ts";

const MINUTE_MS = 60_000;

interface SummaryKeeping {
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

/** Missed weeks beyond these are past telling. */
const MOST_WEEKS = 4;

interface DueRequest {
  readonly schedule: SummaryPolicy["schedule"];
  readonly nowMs: number;
  /** What is known of the newest weeks, in any order. */
  readonly known: readonly StoredSummaryWeek[];
}

/** How many of the newest weeks `listDueWeeks` has to be told of. */
export const WEEKS_TO_KNOW = 2 * MOST_WEEKS;

/**
 * The weeks that are to be told of by now, oldest first: over, at or past the first scheduled instant after their end,
 * and not told of. Weeks before the first that is known were before the summary was set up; of an organisation of
 * which nothing is known only the newest is due.
 */
export function listDueWeeks({ schedule, nowMs, known }: DueRequest): readonly string[] {
  const { timezone } = schedule;
  const current = toZoneWeekIndex(nowMs, timezone);
  const indices = known.map(({ week }) => parseIsoWeek(week) ?? current);
  const first = indices.length === 0 ? current - 1 : Math.min(...indices);
  const due: string[] = [];
  for (let index = Math.max(first, current - MOST_WEEKS); index < current; index += 1) {
    const week = showIsoWeek(index);
    const row = known.find((one) => one.week === week);
    if (row !== undefined && isFinal(row, nowMs)) continue;
    if (findDueMs(week, schedule) <= nowMs) due.push(week);
  }
  return due;
}

/** The first scheduled instant at or after the end of a week. */
export function findDueMs(week: string, schedule: SummaryPolicy["schedule"]): number {
  const index = parseIsoWeek(week);
  if (index === undefined) throw new Error(`${week} is no ISO week`);
  return findNextScheduled(schedule, toZoneWeek(index, schedule.timezone).endMs - 1);
}

/** A week that was called empty by a clock that ran ahead is looked at again. */
export function isFinal({ state, atMs }: StoredSummaryWeek, nowMs: number): boolean {
  return state === "posted" || (state === "empty" && atMs <= nowMs);
}
