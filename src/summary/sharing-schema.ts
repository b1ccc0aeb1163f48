import * as z from "zod";
import { changeId, day, metricKey, metricName } from "./summary-words.ts";

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
