import type { SummaryPolicy } from "../../model/catalog.ts";
import { parseIsoWeek, showIsoWeek } from "../../time/iso-week.ts";
import { toZoneWeek, toZoneWeekIndex } from "../../time/zone-week.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import { findNextScheduled } from "../report/find-next-scheduled.ts";

/** Missed weeks beyond these are past telling. */
const MOST_WEEKS = 4;

export interface DueRequest {
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
