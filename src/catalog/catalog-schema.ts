import * as z from "zod";
import { METRIC_KINDS } from "../model/catalog.ts";
import { CATALOG_LIMITS } from "./catalog-limits.ts";
import {
  insightSchema,
  judgementSchema,
  promptSchema,
  reportSchema,
  summarySchema,
} from "./policy-schema.ts";
import { day, formerKey, globText, keyedBy, listOf, metricKey, textLike, textOf } from "./schema-words.ts";

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

const areasSchema = keyedBy(area, CATALOG_LIMITS.areas);

const driveMap = z.strictObject({
  metric: metricKey.describe("Key of the metric that is driven."),
  sign: z
    .enum(["+", "-"])
    .optional()
    .meta({ default: "+" })
    .describe("`+`: more of this metric gives more of the other. `-`: more gives less."),
  lag: textLike(/^[1-9][0-9]{0,3}[dwmq]$/u, {
    code: "wrong-value",
    error: "must be a count and d, w, m or q, as 6w",
  })
    .optional()
    .describe(
      "How long it takes to show: a count and d, w, m or q (days, weeks, months, quarters), as `6w`.",
    ),
});

const drive = z.union([metricKey, driveMap], {
  error: "must be the key of a metric, or a map with metric, sign and lag",
});

const focus = z.strictObject({
  until: day.describe("UTC day on which the aim ends (excluded), as `2027-03-31`."),
  why: textOf().describe("Why it is the aim now, in a few words."),
});

const metric = z.strictObject({
  name: textOf(100).optional().describe("Its name for people. Without it, the key with spaces for hyphens."),
  kind: z
    .enum(METRIC_KINDS)
    .describe(
      "What kind of number it is. `customer` and `revenue` are what the business lives by; the others enable " +
        "them and lead to one through `drives`.",
    ),
  unit: textOf(20).optional().describe("The unit of the number, as `%`."),
  better: z.enum(["up", "down"]).optional().meta({ default: "up" }).describe("Which way is better."),
  owner: textOf(100)
    .optional()
    .describe("Who answers for the number inside engineering: `@org/team` or a word."),
  partner: textOf(100)
    .optional()
    .describe("Who outside engineering lives by the number: Sales, Customer Success, Product."),
  drives: listOf(drive, CATALOG_LIMITS.links)
    .optional()
    .meta({ default: [] })
    .describe("Metrics that this one drives: keys, or maps with `metric`, `sign` and `lag`."),
  guardrails: listOf(metricKey, CATALOG_LIMITS.links)
    .optional()
    .meta({ default: [] })
    .describe("Keys of metrics that must not get worse while this one is pushed."),
  keywords: listOf(textOf(50))
    .optional()
    .meta({ default: [] })
    .describe("Whole words in a title or branch that suggest this metric."),
  labels: listOf(textOf(100))
    .optional()
    .meta({ default: [] })
    .describe("Labels of a pull request or linked issue that suggest this metric."),
  was: listOf(formerKey)
    .optional()
    .meta({ default: [] })
    .describe("Former keys; they mean this metric wherever they were written."),
  focus: focus.optional().describe("Set while this metric is the aim of the leadership."),
  visibility: z
    .enum(["public", "private"])
    .optional()
    .describe(
      "A `private` metric is never suggested, named or reported in public repositories, and what people write of it there is read like a word that is no metric. Without it: " +
        "private where the catalog's repository is not public, else public.",
    ),
});

const metricsSchema = keyedBy(metric, CATALOG_LIMITS.metrics);

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

/**
 * Keys that a catalog may hold and that nothing reads yet, so that a catalog written today never breaks by an
 * upgrade. A key covers what is below it. Take a key out of this list in the commit that gives it effect.
 */
export const NOT_YET_IN_EFFECT: readonly string[] = ["judgement"];
