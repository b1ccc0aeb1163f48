import * as z from "zod";

export const count = z.int().nonnegative();
export const metricKey = z.string().describe("Key of the metric");
export const areaKey = z.string().describe("Key of the area, or `(no area)`");
export const name = z.string().describe("Name as the catalog has it, or `retired: key`");
export const ids = z
  .array(z.string())
  .describe("Every change behind the number, newest first: `#123`, or 12 digits of the SHA");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
export const share = z.number().min(0).max(1);
