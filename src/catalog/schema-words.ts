import * as z from "zod";
import { RESERVED_KEYS } from "../model/catalog.ts";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { describeGlobFault } from "./globs.ts";
import type { ProblemCode } from "./problem-codes.ts";

const KEY_FORM = "[a-z0-9][a-z0-9-]{0,39}";

interface TextForm {
  readonly code: ProblemCode;
  /** Follows on the path of the value: "must be ...". */
  readonly error: string;
}

/** Text of a form; an error of zod's own `regex` could not say what belongs there. */
export function textLike(pattern: RegExp, { code, error }: TextForm) {
  return z
    .string()
    .refine((text) => pattern.test(text), { params: toParams(code), error })
    .meta({ pattern: pattern.source });
}

const KEY_ADVICE = "a key is 1 to 40 of a-z, 0-9 and hyphens, and begins with no hyphen";

const LIVE_KEY = new RegExp(`^(?!(?:${RESERVED_KEYS.join("|")})$)${KEY_FORM}$`, "u");

/** `checkout-conversion`; not a word that means something else in an answer. */
const liveKey = textLike(LIVE_KEY, {
  code: "ill-formed-key",
  error: `is not a key: ${KEY_ADVICE}`,
});

/** Lengths count code points, as JSON Schema does; zod's own `max` counts UTF-16 units. */
export function textOf(limit: number = CATALOG_LIMITS.textLength) {
  return z
    .string()
    .min(1)
    .refine((text) => text.length <= limit || [...text].length <= limit, {
      params: toParams("too-long"),
      error: `must have at most ${limit} characters`,
    })
    .meta({ maxLength: limit });
}

export function listOf<Item extends z.ZodType>(item: Item, limit: number = CATALOG_LIMITS.listItems) {
  return z.array(item).max(limit);
}

/** A map from keys of metrics or areas, at most `limit` of them. */
export function keyedBy<Value extends z.ZodType>(value: Value, limit: number) {
  return z
    .record(liveKey, value)
    .refine((map) => Object.keys(map).length <= limit, {
      params: toParams("too-many"),
      error: `must have at most ${limit} entries`,
    })
    .meta({ maxProperties: limit });
}

export const metricKey = textLike(new RegExp(`^${KEY_FORM}$`, "u"), {
  code: "ill-formed-key",
  error: `must be the key of a metric: ${KEY_ADVICE}`,
});

/** A reserved word is answered with before any former key is looked for, so it could never mean this metric. */
export const formerKey = metricKey
  .refine((key) => !RESERVED_KEYS.some((word) => word === key), {
    params: toParams("reserved-key"),
    error: "can't be a former key: in an answer it means something else",
  })
  .meta({ pattern: LIVE_KEY.source });

export const globText = textOf(CATALOG_LIMITS.globLength).refine(
  (glob) => describeGlobFault(glob) === undefined,
  {
    params: toParams("bad-glob"),
    error: (issue) => describeGlobFault(String(issue.input)) ?? "is not a glob",
  },
);

const DAY_FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u;

/** `2027-03-31` */
export const day = z
  .string()
  .refine(isDay, { params: toParams("bad-date"), error: "must be a day of the calendar, as 2027-03-31" })
  .meta({ pattern: DAY_FORM.source });

const TIMEZONE_FORM = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/u;

export const timezone = z
  .string()
  .refine(isTimezone, {
    params: toParams("bad-timezone"),
    error: "must be an IANA time zone, as Europe/Berlin",
  })
  .meta({ pattern: TIMEZONE_FORM.source });

/** Read back by `describeSchemaIssue`. */
function toParams(code: ProblemCode): { readonly code: ProblemCode } {
  return { code };
}

function isDay(text: string): boolean {
  if (!DAY_FORM.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function isTimezone(name: string): boolean {
  if (!TIMEZONE_FORM.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
