import * as z from "zod";
import { EFFECTS, PROVENANCES } from "../model/answer.ts";
import { changeId, count, day, metricKey, metricName, unnamed } from "./metric-keys.ts";

const title = z.string().describe("Title of the change");

const person = z.string().describe("A login of GitHub, or a name as it was written");
const login = z.boolean().describe("True where the name is a login of GitHub");

export const sharingSchema = z
  .strictObject({
    credits: z
      .array(
        z.strictObject({
          id: changeId,
          title,
          credits: z
            .array(
              z.strictObject({
                kind: z
                  .enum(["author", "co-author", "suggestion", "idea", "reported", "helped", "decision"])
                  .describe(
                    "`suggestion`: a suggested change was taken; `decision`: a colleague's `/credit`; the others are lines that somebody wrote",
                  ),
                name: person,
                login,
                words: z.string().nullable().describe("What was well decided, of `decision`"),
              }),
            )
            .describe("In the order in which it was said"),
        }),
      )
      .describe("Changes that more than one person stands behind, in the order in which they landed"),
    learnings: z
      .array(
        z.strictObject({
          id: changeId,
          text: z.string().describe("As somebody put it"),
          by: z
            .strictObject({ name: person, login })
            .nullable()
            .describe("Who learned it, where that is known"),
          metrics: z.array(metricKey).describe("What the change claims"),
        }),
      )
      .describe("In the order in which the changes landed"),
    ideas: z
      .array(
        z.strictObject({
          id: changeId,
          title,
          from: changeId
            .nullable()
            .describe("Where the idea came from; null where that may not be named here"),
        }),
      )
      .describe("Changes that name a change of another repository as where the idea came from"),
    firsts: z
      .array(
        z.strictObject({
          id: changeId,
          title,
          name: person,
          login,
          area: z.string().describe("Name of the area"),
        }),
      )
      .describe("Somebody's first change in an area; empty unless `summary.firsts` is true"),
  })
  .describe("What is worth telling other teams. Nobody is counted or ranked");

export const readingsSchema = z
  .array(
    z.strictObject({
      metric: metricKey,
      name: metricName,
      repository: z.string().describe("The repository that it was imported for"),
      unit: z.string().nullable().describe("Unit of the metric"),
      at: day.describe("UTC day of the reading"),
      value: z.number().describe("In the metric's unit"),
      before: z
        .strictObject({ at: day.describe("Its UTC day"), value: z.number().describe("In the same unit") })
        .nullable()
        .describe("The reading before this one"),
    }),
  )
  .describe(
    "What metrics were on a day of the week, as measured elsewhere. Not caused by anything listed here",
  );

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
