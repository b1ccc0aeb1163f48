import * as z from "zod";
import { areaKey, count, ids, metricKey } from "./report-words.ts";

const example = z.strictObject({
  id: z.string().describe("`#123`, or 12 digits of the SHA"),
  title: z.string().describe("As written, cut to 100 code points"),
});

export const questionSchema = z.strictObject({
  code: z
    .enum([
      "focus-behind",
      "area-unexplained",
      "link-vanished",
      "guardrail-unprotected",
      "outcome-unclaimed",
      "area-differs",
    ])
    .describe("The rule that asks"),
  question: z.string().describe("One sentence, with names as the catalog has them"),
  metrics: z.array(metricKey).describe("The metrics that it names"),
  areas: z.array(areaKey).describe("The areas that it is about"),
  evidence: z.string().describe("The counts that it is asked from"),
  opposite: z.string().describe("The reading under which nothing is wrong"),
  team: z.string().describe("Who could answer, from the catalog's owners and partners; never a person"),
  examples: z.array(example).describe("At most three of the changes behind it"),
  ids,
});

export const blindSpotSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("area-unexplained").describe("Few of the area's asked changes are answered"),
    area: areaKey,
    asked: count.describe("Changes of the area that were asked"),
    answered: count.describe("Of these, answered"),
    ids: ids.describe("Asked in this area and not answered"),
  }),
  z.strictObject({
    kind: z.literal("metric-unclaimed").describe("No change claims the metric"),
    metric: metricKey,
  }),
  z.strictObject({
    kind: z.literal("metric-leads-nowhere").describe("The metric leads to no customer or revenue metric"),
    metric: metricKey,
    changes: count.describe("How many there are"),
    ids,
  }),
  z.strictObject({
    kind: z.literal("link-vanished").describe("Claimed in the window before and not in this one"),
    area: areaKey,
    metric: metricKey,
    before: count.describe("Changes in the window before that claimed the metric here; now 0"),
    changesBefore: count.describe("Changes of the area in the window before"),
    changes: count.describe("Changes of the area in this window"),
    ids: ids.describe("The claims of the window before"),
  }),
  z.strictObject({
    kind: z
      .literal("area-differs")
      .describe("What is claimed most in the area is not what the catalog lists"),
    area: areaKey,
    configured: z.array(metricKey).describe("What the catalog lists for the area"),
    metric: metricKey.describe("What is claimed there most"),
    changes: count.describe("How many there are"),
    ids,
  }),
]);

export const concentrationSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("metric-in-one-area").describe("Most claims of the metric stand in one area"),
    metric: metricKey,
    area: areaKey,
    changes: count.describe("Changes that claim the metric in this area"),
    of: count.describe("Changes that claim the metric"),
    expected: z.boolean().describe("True where the catalog lists the metric for this area alone"),
    ids,
  }),
  z.strictObject({
    kind: z.literal("carried-by-one-person").describe("One person wrote most changes of the area"),
    area: areaKey,
    changes: count.describe("Eligible changes in the area. Nobody is named, and no list is given"),
  }),
]);

export const loopSchema = z.strictObject({
  metrics: z.array(metricKey).describe("In the order of the links; the last drives the first"),
  kind: z.enum(["balancing", "reinforcing"]).describe("Balancing where the minus signs are odd in number"),
  lags: z.array(z.string()).describe("Lags of the links that have one, in their order"),
  changes: count.describe("Changes that claim a metric of the loop"),
  ids,
});

export const leverageSchema = z.strictObject({
  kind: z
    .enum(["lever", "sink"])
    .describe("lever: leads to much, claimed little; sink: leads to nothing, claimed much"),
  metric: metricKey,
  outcomes: z.array(metricKey).describe("Outcomes that it leads to"),
  changes: count.describe("Claims of the metric"),
  of: count.describe("Claims of all metrics"),
  ids,
});

export const stabilitySchema = z.strictObject({
  formula: z.string().describe("What counts as a revert, a fix and as followed by one"),
  reverts: z
    .strictObject({ changes: count.describe("How many there are"), ids })
    .describe("Changes that take an earlier one back"),
  fixes: z
    .strictObject({ changes: count.describe("How many there are"), ids })
    .describe("Changes that are a fix; a revert is one"),
  reverted: z
    .strictObject({
      changes: count.describe("How many there are"),
      ids,
      examples: z.array(example).describe("At most three of them"),
    })
    .describe("Eligible changes taken back"),
  fixed: z
    .strictObject({ changes: count.describe("How many there are"), ids })
    .describe("Eligible changes followed by a fix, a revert included"),
  metrics: z
    .array(
      z.strictObject({
        metric: metricKey,
        changes: count.describe("Changes that claim the metric"),
        reverted: count.describe("Of these, taken back"),
        revertedIds: ids,
        fixed: count.describe("Of these, followed by a fix"),
        fixedIds: ids,
      }),
    )
    .describe("A row per claimed metric, most claims first"),
});
