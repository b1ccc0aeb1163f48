import { z } from "zod";

/**
 * The id of a repository, an installation, a comment, a check run or whatever else is held as a number. Theirs have
 * 8 to 11 digits; should one grow beyond 2^53, it is refused with this sentence, and never rounded to another's.
 */
export const idSchema = z
  .int({
    error: ({ input }) =>
      isTooLarge(input)
        ? "expected a whole number below 2^53, which is all that this version can hold"
        : undefined,
  })
  .positive();

function isTooLarge(input: unknown): boolean {
  // `parseExactJson` hands over as text what a number would round.
  if (typeof input === "string") return /^\d{16,}$/.test(input);
  return Number.isInteger(input) && !Number.isSafeInteger(input);
}

/** The id of a delivery, as text: theirs are beyond 2^53. `3804004623172239366` */
export const wideIdSchema = z.union([idSchema.transform(String), z.string().regex(/^[1-9]\d{0,38}$/)]);

/** `2026-03-31T09:07:00Z` -> epoch milliseconds. */
export const instantSchema = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => Number.isFinite(ms), "expected a date and time");

/**
 * Text as people wrote it. NUL becomes U+FFFD: PostgreSQL refuses it in text, and one such title would fail the
 * whole transaction in which other deliveries are recorded.
 */
export const textSchema = z.string().transform((text) => text.replaceAll("\0", "\uFFFD"));
