import type { TimeSpan } from "../model/reading.ts";
import type { Result } from "../model/result.ts";

const DAY_MS = 86_400_000;
/** `2026-03-31` */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** `90d` */
const DAYS = /^(\d{1,5})d$/;
/** A hundred years: longer than any history, short enough to stay a date. */
const MOST_DAYS = 36_500;

export interface WindowWords {
  /** `--since`: a UTC day (included), or a count of days before `until`: `90d`. */
  readonly since?: string;
  /** `--until`: a UTC day, excluded. */
  readonly until?: string;
  /** Length where `since` is absent. */
  readonly windowDays: number;
  /** Epoch milliseconds of the newest change: without `--until` the window ends after its UTC day. */
  readonly newestLandedAtMs: number;
}

/** The window of a report, never from the clock; the failure is one sentence for whoever typed the words. */
export function parseWindow(words: WindowWords): Result<TimeSpan, string> {
  const until = words.until === undefined ? toDay(words.newestLandedAtMs + DAY_MS) : words.until;
  if (!isDay(until)) {
    return { ok: false, error: `--until ${show(until)} is no date; write a UTC day such as 2026-03-31.` };
  }
  const since = words.since ?? `${words.windowDays}d`;
  const days = DAYS.exec(since)?.[1];
  if (days !== undefined) return countBack(Number(days), until);
  if (!isDay(since)) {
    return {
      ok: false,
      error: `--since ${show(since)} is neither a date nor a count of days; write 2026-01-01 or 90d.`,
    };
  }
  if (since >= until && words.until === undefined) {
    const newest = toDay(words.newestLandedAtMs);
    return { ok: false, error: `The newest change landed on ${newest}; nothing landed since ${since}.` };
  }
  if (since >= until) {
    return { ok: false, error: `--since ${since} is not before --until ${until}, so the window is empty.` };
  }
  return { ok: true, value: { since, until } };
}

/** Epoch milliseconds at which a UTC day `YYYY-MM-DD` begins. */
export function toDayStartMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The span of the same length that ends where this one begins. */
export function toPreviousWindow(window: TimeSpan): TimeSpan {
  const since = toDayStartMs(window.since);
  return { since: toDay(since - (toDayStartMs(window.until) - since)), until: window.since };
}

function countBack(days: number, until: string): Result<TimeSpan, string> {
  if (days < 1 || days > MOST_DAYS) {
    return { ok: false, error: `--since ${days}d is out of range; write 1d to ${MOST_DAYS}d, or a date.` };
  }
  return { ok: true, value: { since: toDay(toDayStartMs(until) - days * DAY_MS), until } };
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && toDay(ms) === text;
}

/** The UTC day. Years outside 0000 to 9999 are clamped, so that skewed clocks of made commits still give a day. */
export function toDay(ms: number): string {
  const clamped = Math.min(Math.max(ms, Date.UTC(-1, 0) + 366 * DAY_MS), Date.UTC(9999, 11, 31));
  return new Date(clamped).toISOString().slice(0, 10);
}

function show(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}
