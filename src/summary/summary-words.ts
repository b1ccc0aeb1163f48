import * as z from "zod";

export const count = z.int().nonnegative();
export const metricKey = z.string().describe("Key of the metric");
export const metricName = z.string().describe("Name as the catalog has it, or `retired: key`");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
export const changeId = z
  .string()
  .describe("The change: `owner/name#12`, or `owner/name@` and 12 digits of its SHA");
const ids = z
  .array(z.string())
  .describe("Every change behind the number that may be named here, newest first");
export const unnamed = count.describe(
  "Further changes behind the number, of repositories that may not be named here",
);

/** A number of changes with what stands behind it: `changes` is the number of ids and `unnamed` together. */
export const backed = z.strictObject({
  changes: count.describe("How many there are"),
  ids,
  unnamed,
});
