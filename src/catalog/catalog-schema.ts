import * as z from "zod";
import { areasSchema } from "./area-schema.ts";
import { metricsSchema } from "./metric-schema.ts";
import {
  insightSchema,
  judgementSchema,
  promptSchema,
  reportSchema,
  summarySchema,
} from "./policy-schema.ts";
import { listOf, textLike, textOf } from "./schema-words.ts";

/** One catalog file as it is written: every key optional, nothing filled in. */
export const catalogSchema = z.strictObject({
  version: z.literal(1).optional().meta({ default: 1 }).describe("Version of the format."),
  _extends: textLike(/^(?:[A-Za-z0-9-]{1,39}\/)?[A-Za-z0-9._-]{1,100}$/u, {
    code: "wrong-value",
    error: "must be a repository: owner/name, or a name",
  })
    .optional()
    .describe(
      "A repository of the same owner whose catalog stands below this one: `owner/name` or `name`. Read only where everybody who reads this repository may read that one, or `summary.sources` of the organisation allows it.",
    ),
  locked: listOf(textOf())
    .optional()
    .meta({ default: [] })
    .describe(
      "In an organisation's catalog: dotted paths that no nearer catalog may override, as `prompt.mode` or `metrics`.",
    ),
  metrics: metricsSchema.optional().describe("The numbers that the business watches, by key."),
  areas: areasSchema.optional().describe("The parts of the code, by key."),
  prompt: promptSchema.optional().describe("How pull requests are asked."),
  insight: insightSchema.optional().describe("What is told on a pull request besides."),
  report: reportSchema.optional().describe("The report of one repository."),
  summary: summarySchema
    .optional()
    .describe("The weekly summary of an organisation; only in its own catalog."),
  judgement: judgementSchema.optional().describe("Decisions and concerns."),
});

export type CatalogFile = z.infer<typeof catalogSchema>;
