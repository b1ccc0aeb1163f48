import { fail, type Result, succeed } from "../../model/result.ts";

const DAY_MS = 86_400_000;
/** `2026-03-31` */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** `90d`, `13m` */
const BACK = /^(\d{1,4})([dm])$/;
/** A hundred years. */
const MOST_DAYS = 36_500;
const DAYS_OF_MONTH = 30.5;

/**
 * Epoch milliseconds at which a span begins: a UTC day, or a count of days or months before now, from the start of
 * its UTC day. The failure is one sentence.
 */
export function parseSince(words: string, nowMs: number): Result<number, string> {
  const shown = JSON.stringify(words.slice(0, 40));
  const [, count, unit] = BACK.exec(words) ?? [];
  if (count !== undefined) {
    const days = unit === "m" ? Math.ceil(Number(count) * DAYS_OF_MONTH) : Number(count);
    if (days < 1 || days > MOST_DAYS) return fail(`--since ${shown} is out of range; write 1d to 1200m.`);
    return succeed(Math.floor((nowMs - days * DAY_MS) / DAY_MS) * DAY_MS);
  }
  const ms = DAY.test(words) ? Date.parse(`${words}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(ms)) {
    return fail(`--since ${shown} is neither a date nor a count; write 2026-01-01, 90d or 13m.`);
  }
  return ms > nowMs ? fail(`--since ${shown} lies in the future.`) : succeed(ms);
}
