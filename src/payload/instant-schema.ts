import { z } from "zod";

/** `2026-03-31T09:07:00Z` -> epoch milliseconds. */
export const instantSchema = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => Number.isFinite(ms), "expected a date and time");
