import * as z from "zod";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import { globText, keyedBy, listOf, metricKey, textOf } from "./schema-words.ts";

const area = z.strictObject({
  name: textOf(100).optional().describe("Its name for people. Without it, the key with spaces for hyphens."),
  paths: listOf(globText, CATALOG_LIMITS.globs)
    .min(1)
    .describe("Globs of the files that belong to it, from the repository's root, as `services/checkout/**`."),
  metrics: listOf(metricKey)
    .optional()
    .meta({ default: [] })
    .describe("Keys of the metrics that work here is expected to serve, the usual one first."),
});

export const areasSchema = keyedBy(area, CATALOG_LIMITS.areas);
