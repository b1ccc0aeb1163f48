import type { Catalog, SummaryPolicy } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";
import { PRIORITY } from "../../model/subject.ts";
import { toInstantMs, toWallMs } from "../../time/zone-clock.ts";
import type { ServiceLog } from "../ports/service-log.ts";
import type { Bump, ServiceStore } from "../ports/service-store.ts";

const MINUTE_MS = 60_000;

/** Asks once a minute for a look at each report whose time has come. */
export function keepReports(parts: {
  readonly store: Pick<ServiceStore, "listDueReports" | "bump">;
  readonly log: ServiceLog;
  readonly now: () => number;
  readonly wake: () => void;
}): { lookAtDue(): Promise<void>; stop(): void } {
  const ask = async (): Promise<void> => {
    try {
      const due = await parts.store.listDueReports(parts.now());
      if (due.length === 0) return;
      await parts.store.bump(due.map((subject) => ({ subject, priority: PRIORITY.sweep })));
      parts.wake();
    } catch (error) {
      parts.log.error({ err: error }, "due reports could not be listed");
    }
  };
  const timer = setInterval(() => void ask(), MINUTE_MS);
  timer.unref();
  return { lookAtDue: ask, stop: () => clearInterval(timer) };
}

const DAY_MS = 86_400_000;
/** Days of the week as `Date.getUTCDay` counts them. */
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/**
 * The next instant of a weekly schedule after `nowMs`, in epoch milliseconds: on the clock of its zone, so that 09:07
 * stays 09:07 when the clocks change. A time that the clocks skip comes as much later as they skip.
 */
export function findNextScheduled(schedule: SummaryPolicy["schedule"], nowMs: number): number {
  const wall = new Date(toWallMs(schedule.timezone, nowMs));
  const [hours = 0, minutes = 0] = schedule.time.split(":").map(Number);
  const daysAhead = (WEEKDAYS.indexOf(schedule.weekday) - wall.getUTCDay() + 7) % 7;
  const wanted = Date.UTC(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate() + daysAhead,
    hours,
    minutes,
  );
  const next = toInstantMs(schedule.timezone, wanted);
  return next > nowMs ? next : toInstantMs(schedule.timezone, wanted + 7 * DAY_MS);
}

/** An answer landed: where the report's issue is wanted and waits for its first answer, it is made now. */
export async function listFirstReport(
  store: Pick<ServiceStore, "findReportIssue">,
  repository: Repository,
  catalog: Catalog,
): Promise<readonly Bump[]> {
  const { installationId, id } = repository;
  if (!isReportWanted(catalog, repository)) return [];
  const known = await store.findReportIssue(id);
  if (known?.number !== undefined) return [];
  return [{ subject: { kind: "report", installationId, repositoryId: id }, priority: PRIORITY.sweep }];
}

/** `true` holds where few can read it; a public repository's report is published only where that is asked for. */
export function isReportWanted(
  { report }: Pick<Catalog, "report">,
  { visibility }: Pick<Repository, "visibility">,
): boolean {
  return report.issue === "public" || (report.issue && visibility !== "public");
}
