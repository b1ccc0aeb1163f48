import * as z from "zod";
import { count, day, ids, metricKey, name } from "./report-words.ts";

export const decisionsSchema = z
  .array(
    z.strictObject({
      question: z.string().describe("The question as an earlier report asked it"),
      text: z.string().describe("What was replied by `/decided`"),
      decidedOn: day.describe("UTC day of the reply"),
    }),
  )
  .describe("What was decided on earlier questions, newest first");

export const trendSchema = z
  .array(
    z.strictObject({
      week: z
        .string()
        .regex(/^\d{4}-W\d{2}$/u)
        .describe("ISO week of the UTC day on which the changes landed: `2026-W48`"),
      changes: count.describe("What landed"),
      asked: count.describe("Of these, eligible and asked"),
      answered: count.describe("Of these, answered"),
    }),
  )
  .describe(
    "A row per week that the window touches, oldest first; the first and the last may be cut by the window",
  );

export const suggestionsSchema = z
  .strictObject({
    offered: count.describe("Asked changes to which a suggestion was shown, answered or not"),
    shown: count.describe("Of these, answered"),
    acceptedFirst: count.describe("Of these, those that claim the first suggestion"),
    acceptedTop3: count.describe("Of these, those that claim one of the first three, the first included"),
    shownIds: ids,
    acceptedFirstIds: ids,
    acceptedTop3Ids: ids,
    blind: z
      .strictObject({
        asked: count.describe("Asked changes whose suggestions were withheld"),
        answered: count.describe("Of these, answered"),
        tags: count.describe("Of the answered, with at least one metric"),
        none: count.describe("Of the answered, `none`"),
        unsure: count.describe("Of the answered, `unsure`"),
        needed: count.describe("Blind answers from which the shares are set side by side"),
        ids,
      })
      .describe("The share that got no suggestion (`prompt.blind`), to measure what suggestions do"),
  })
  .describe("How right the suggestions were. All zero with a local clone, which shows none");

const point = z.strictObject({
  at: day.describe("UTC day"),
  value: z.number().describe("In the metric's unit"),
  source: z.string().describe("Where it was read"),
});

export const readingsSchema = z
  .array(
    z.strictObject({
      metric: metricKey,
      name,
      unit: z.string().nullable().describe("Unit as the catalog has it"),
      better: z.enum(["up", "down"]).describe("Which way is better"),
      before: point.nullable().describe("The last one before the window"),
      points: z.array(point).describe("Those of the window, oldest first"),
      changes: count.describe("Answered changes that claim the metric"),
      ids,
    }),
  )
  .describe("Readings of metrics beside the claims; that one follows from the other is not said");
