import * as z from "zod";
import { METRIC_KINDS } from "../model/catalog.ts";
import { backed, changeId, count, day, metricKey, metricName } from "./metric-keys.ts";
import { partnersSchema, readingsSchema, sharingSchema } from "./sharing-schema.ts";

const coverage = z
  .strictObject({
    repositories: count.describe("In which something landed"),
    changes: count.describe("Everything that landed, exempt or not"),
    eligible: count.describe("Landed and not exempt"),
    asked: count.describe("Eligible and asked before it landed; the same as eligible with local clones"),
    answered: count.describe("Asked and answered: with metrics, `none` or `unsure`"),
    tags: backed.describe("Answered with at least one metric"),
    none: backed.describe("Answered `none`"),
    unsure: backed.describe("Answered `unsure`"),
    notSaid: backed.describe("Asked and not answered"),
    notAsked: backed.describe("Eligible but landed before Throughline asked; never a blind spot"),
    exempt: backed.describe("By author, label or paths: nothing was asked"),
  })
  .describe("How much was asked and answered. Each change counts once");

const focus = z.strictObject({
  metric: metricKey,
  name: metricName,
  until: day.describe("First UTC day on which it is the focus no more"),
  why: z.string().describe("The reason that the catalog gives"),
  through: count.describe("Further answered changes that claim a metric which leads to it"),
  claims: backed.describe("Answered changes that claim it"),
});

const metric = z.strictObject({
  metric: metricKey,
  name: metricName,
  kind: z.enum([...METRIC_KINDS, "retired"]).describe("`retired`: no catalog has the key any more"),
  team: z.string().nullable().describe("Who answers for the number: its owner"),
  partner: z.string().nullable().describe("Who outside engineering lives by it"),
  claims: backed.describe("Answered changes that claim it"),
  byProvenance: z
    .strictObject({
      declared: count.describe("A line, a checklist in the description, a command or a label said it"),
      accepted: count.describe("A person agreed to a suggestion"),
      inherited: count.describe("It came with `for #n` or the linked issue"),
    })
    .describe("Changes by how the tag came about; adds up to the number of claims"),
  byEffect: z
    .strictObject({
      moves: count.describe("Moves it; also where no effect is named"),
      protects: count.describe("Keeps it from getting worse"),
      enables: count.describe("Lets later work move it"),
    })
    .describe("Changes by effect; adds up to the number of claims"),
  before: z.array(count).length(4).describe("Claims in each of the four weeks before, the oldest first"),
});

const shifts = z
  .strictObject({
    weeksAsked: count.max(4).describe("Of the four weeks before, those in which something was asked"),
    answeredBefore: z.number().describe("Median of the answered changes of the four weeks before"),
    list: z
      .array(
        z.strictObject({
          metric: metricKey,
          name: metricName,
          changes: count.describe("Claims this week"),
          median: z.number().describe("Median of its claims in the four weeks before"),
        }),
      )
      .max(3)
      .describe("The largest differences first; empty where there is not enough data"),
  })
  .describe("What is claimed more or less than usual");

/** The JSON that `throughline summary --format json` prints, as documentation and for tests. */
export const summarySchema = z
  .strictObject({
    version: z.literal(1).describe("Rises when a field changes its meaning; new fields do not raise it"),
    organisation: z.string().describe("Login of the organisation, or the name that was given"),
    week: z.string().describe("ISO week: `2026-W47`"),
    window: z
      .strictObject({
        since: day.describe("Monday, on the clock of the zone"),
        until: day.describe("The Monday after"),
        timezone: z.string().describe("IANA name of the zone"),
      })
      .describe("The days whose landed changes are counted: from midnight to midnight"),
    source: z
      .enum(["git", "store"])
      .describe("Where the changes were read: local clones or the service's store"),
    audience: z
      .enum(["public", "internal", "private"])
      .describe("Who can read it; what fewer people may read is counted and not named"),
    mentions: z
      .enum(["on", "off"])
      .describe(
        "`on`: the page calls those whom it thanks; `summary.mentions` of the organisation's catalog",
      ),
    thresholds: z
      .strictObject({
        fewChanges: count.describe("Shares and shifts of fewer changes are not given"),
      })
      .describe("What decides what is said; `report.thresholds` of the organisation's catalog"),
    headline: z.string().describe("Intent against actual, in plain text"),
    intent: z
      .strictObject({
        focus: z.array(focus).describe("Every focus that held on a day of the week"),
        most: z
          .strictObject({
            metrics: z.array(metricKey).describe("More than one where they tie"),
            changes: count.describe("How many there are"),
          })
          .nullable()
          .describe("What was claimed most; null where no metric was claimed"),
        told: z
          .enum(["all", "part"])
          .describe(
            "`part`: not every metric of the organisation may be named here, so a focus may be missing",
          ),
      })
      .describe("What the leadership set as the aim, against what was claimed"),
    shifts,
    metrics: z
      .array(metric)
      .describe(
        "Every metric of the organisation's catalog and every other one that is claimed, most claims first",
      ),
    hidden: z
      .strictObject({
        metrics: count.describe("Metrics that are claimed and may not be named here"),
        changes: count.describe("Answered changes that claim one of them"),
      })
      .describe("What these readers are not shown"),
    partners: partnersSchema,
    sharing: sharingSchema,
    readings: readingsSchema,
    coverage,
    unnamed: z
      .strictObject({
        repositories: count.describe("In which something landed"),
        changes: count.describe("Everything that landed there"),
        asked: count.describe("Of these, asked"),
        answered: count.describe("Of these, answered"),
      })
      .describe("Repositories that may not be named here; they count in every total"),
    repositories: z
      .array(
        z.strictObject({
          repository: z.string().describe("`owner/name`, or the name of a clone's folder"),
          address: z.string().nullable().describe("Where it is read; null where that is not known"),
          changes: count.describe("Everything that landed"),
          asked: count.describe("Of these, asked"),
          answered: count.describe("Of these, answered"),
        }),
      )
      .describe("Repositories that may be named and in which something landed, by name"),
    changes: z
      .array(
        z.strictObject({
          id: changeId,
          title: z.string().describe("As it landed"),
          landedOn: day.describe("In the zone"),
        }),
      )
      .describe("Every change of the week that may be named, newest first"),
  })
  .describe("Throughline summary: what the changes of an organisation's week claim to be for");
