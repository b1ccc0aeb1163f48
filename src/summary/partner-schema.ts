import * as z from "zod";
import { EFFECTS, PROVENANCES } from "../model/answer.ts";
import { changeId, count, metricKey, metricName, unnamed } from "./summary-words.ts";

const claim = z.strictObject({
  id: changeId,
  title: z.string().describe("Title without paths, code, file names and SHAs"),
  effect: z.enum(EFFECTS).describe("What it says it does to the number"),
  provenance: z.enum(PROVENANCES).describe("How the claim came about"),
  why: z.string().nullable().describe("The reason that was given, without paths, code, file names and SHAs"),
  answerable: z.boolean().describe("True where `/seen` can name it: it has a number"),
});

const seen = z.strictObject({
  id: changeId,
  title: z.string().describe("Title without paths, code, file names and SHAs"),
  metrics: z.array(metricKey).describe("What the change claims of the partner's metrics"),
  yes: count.describe("Answers `/seen ... yes`"),
  no: count.describe("Answers `/seen ... no`"),
  unclear: count.describe("Answers `/seen ... unclear`"),
  words: z
    .array(
      z.strictObject({
        verdict: z.enum(["yes", "no", "unclear"]).describe("Which answer they were added to"),
        text: z.string().describe("Without paths, code, file names and SHAs"),
      }),
    )
    .describe("What was added to the answers, oldest first"),
});

export const partnersSchema = z
  .array(
    z.strictObject({
      partner: z.string().describe("Who outside engineering lives by the numbers, as the catalog has it"),
      metrics: z
        .array(
          z.strictObject({
            metric: metricKey,
            name: metricName,
            team: z.string().nullable().describe("Who can be asked: the metric's owner"),
            changes: count.describe("Answered changes that claim it"),
            claims: z.array(claim).describe("The changes, newest first"),
            unnamed,
          }),
        )
        .describe("Their metrics, most claims first, those without a claim included"),
      seen: z
        .array(seen)
        .describe("What was answered to earlier briefs; counted apart, and in no other number"),
    }),
  )
  .describe("What claims to touch the numbers that somebody outside engineering lives by");
