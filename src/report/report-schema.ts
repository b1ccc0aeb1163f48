import * as z from "zod";
import { METRIC_KINDS } from "../model/catalog.ts";
import { decisionsSchema, readingsSchema, suggestionsSchema, trendSchema } from "./context-schema.ts";
import {
  blindSpotSchema,
  concentrationSchema,
  leverageSchema,
  loopSchema,
  questionSchema,
  stabilitySchema,
} from "./judgement-schema.ts";
import { areaKey, count, day, ids, metricKey, name, share } from "./report-words.ts";

const timeSpan = z.strictObject({
  since: day.describe("First UTC day"),
  until: day.describe("The UTC day after the last one"),
});

const byProvenance = z
  .strictObject({
    declared: count.describe("A line, a checklist in the description, a command or a label said it"),
    accepted: count.describe("A person agreed to a suggestion"),
    inherited: count.describe("It came with `for #n` or the linked issue"),
  })
  .describe("Changes by how the tag came about; adds up to the number of ids");

const coverage = z
  .strictObject({
    eligible: count.describe("Landed and not exempt"),
    asked: count.describe("Eligible and asked before it landed; the same as eligible with a local clone"),
    answered: count.describe("Asked and answered: with metrics, `none` or `unsure`"),
    exempt: count.describe("Landed and not eligible"),
    tags: count.describe("Answered with at least one metric"),
    none: count.describe("Answered `none`"),
    unsure: count.describe("Answered `unsure`"),
    exemptIds: ids,
    notAskedIds: ids.describe("Eligible but landed before Throughline asked; never a blind spot"),
    tagsIds: ids,
    noneIds: ids,
    unsureIds: ids,
  })
  .describe("How much was asked and answered. Each change counts once");

const metric = z.strictObject({
  metric: metricKey,
  name,
  kind: z.enum([...METRIC_KINDS, "retired"]).describe("`retired`: the catalog no longer has the key"),
  changes: count.describe("Answered changes that claim it, in any way"),
  before: count.nullable().describe("The same in the window before; null without a comparison"),
  beforeIds: ids.describe("The changes behind `before`, newest first; empty without a comparison"),
  byProvenance,
  byEffect: z
    .strictObject({
      moves: count.describe("Moves it; also where no effect is named"),
      protects: count.describe("Keeps it from getting worse"),
      enables: count.describe("Lets later work move it"),
    })
    .describe("Changes by effect; adds up to the number of ids"),
  guardrails: z
    .array(
      z.strictObject({
        metric: metricKey,
        name,
        protects: count.describe("Changes that say they protect it"),
        ids,
      }),
    )
    .describe("What must not get worse while this metric is pushed"),
  ids,
});

const area = z.strictObject({
  area: areaKey,
  name: z.string().describe("Name as the catalog has it, or `(no area)`"),
  changes: count.describe("Every change of the window that touches the area, exempt or not"),
  eligible: count.describe("Of these, not exempt"),
  asked: count.describe("Of these, asked"),
  answered: count.describe("Of these, answered"),
  ids: ids.describe(
    "The changes that touch the area, newest first. A change stands under each area that it touches",
  ),
  answeredIds: ids,
  notSaidIds: ids.describe("Asked and not answered"),
});

const link = z.strictObject({
  area: areaKey,
  metric: metricKey,
  changes: count.describe("How many there are"),
  byProvenance,
  differs: z.boolean().describe("True where the catalog does not list the metric for the area"),
  ids,
});

const drive = z.strictObject({
  from: metricKey,
  to: metricKey,
  sign: z.enum(["+", "-"]).describe("More of `from` gives more (`+`) or less (`-`) of `to`"),
  lag: z.string().nullable().describe("How long it takes: a count and `d`, `w`, `m` or `q`"),
  changes: count.describe("Changes that claim `from` or a metric that leads to it; 0: the link is assumed"),
});

const outcome = z.strictObject({
  metric: metricKey,
  name,
  changes: count.describe("Answered changes that claim it or a metric that leads to it through `drives`"),
  direct: count.describe("Of these, those that claim the outcome itself"),
  through: z
    .array(z.strictObject({ metric: metricKey, name, changes: count.describe("How many there are") }))
    .describe("The claimed metrics that lead to it, most first. A change with two metrics stands under both"),
  ids,
});

const intent = z.strictObject({
  sentence: z.string().describe("Intent against actual, in plain text"),
  focus: z
    .array(
      z.strictObject({
        metric: metricKey,
        name,
        until: day.describe("First UTC day on which it is the focus no more"),
        why: z.string().describe("The reason that the catalog gives"),
        changes: count.describe("Answered changes that claim it"),
        through: count.describe("Further answered changes that claim a metric which leads to it"),
        ids,
      }),
    )
    .describe("Every focus that held on a day of the window"),
  most: z
    .strictObject({
      metrics: z.array(metricKey).describe("More than one where they tie"),
      changes: count.describe("How many there are"),
    })
    .nullable()
    .describe("What was claimed most; null where no metric was claimed"),
});

const thresholds = z
  .strictObject({
    fewAnswers: count.describe("Under this many answered changes the report makes no judgements"),
    fewChanges: count.describe("Shares of fewer changes are not given"),
    blindSpotAsked: count.describe("Asked changes from which an area can be a blind spot"),
    blindSpotShare: share.describe("Share of answers under which it is one"),
    vanishedClaims: count.describe("Claims in the window before from which a link can vanish"),
    vanishedChanges: count.describe("Changes of the area that both windows need"),
    concentrationShare: share.describe("Share over which claims, or changes of one person, are concentrated"),
    carriedAuthors: count.describe("People in the repository from which one person's share is looked at"),
    carriedChanges: count.describe("Changes in the area from which it is"),
    leverageOutcomes: count.describe("Outcomes that a lever leads to"),
    leverageShare: share.describe("Share of claims under which a metric is a lever"),
    sinkShare: share.describe("Share of claims over which a metric that leads to no outcome is a sink"),
    fixDays: count.describe("Days in which a fix counts against the change before it"),
  })
  .describe("What decides what is said; `report.thresholds` of the catalog");

/** The JSON that `throughline report --format json` prints, as documentation and for tests. */
export const reportSchema = z
  .strictObject({
    version: z.literal(1).describe("Rises when a field changes its meaning; new fields do not raise it"),
    repository: z.string().describe("`owner/name`, or the name of the clone's folder"),
    source: z
      .enum(["git", "store", "backfill"])
      .describe("Where the changes were read: a local clone, the service's store, or GitHub"),
    window: timeSpan.describe("The days whose landed changes are counted"),
    stage: z
      .enum(["first-answers", "full"])
      .describe(
        "`first-answers`: too few answers for judgements; questions, blindSpots, concentrations and leverage stay empty",
      ),
    thresholds,
    decisions: decisionsSchema,
    changes: count.describe("Everything that landed in the window, exempt or not"),
    coverage,
    previous: z
      .strictObject({
        window: timeSpan.describe("As many days, up to the first of this window"),
        changes: count.describe("What landed"),
        eligible: count.describe("Landed and not exempt"),
        asked: count.describe("Eligible and asked"),
        answered: count.describe("Asked and answered"),
        answeredIds: ids,
        notSaidIds: ids.describe("Asked and not answered"),
      })
      .nullable()
      .describe("The window before; null until a full one was asked"),
    trend: trendSchema,
    intent: intent.describe("What the leadership set as the aim, against what was claimed"),
    questions: z.array(questionSchema).max(3).describe("What the lead might ask, the weightiest first"),
    metrics: z
      .array(metric)
      .describe(
        "Every metric of the catalog that the readers may see and, in a report that is not for the public, every retired one that is claimed; most claims first. `hidden` counts the others",
      ),
    outcomes: z
      .array(outcome)
      .describe("Every outcome of the catalog, those without a claim included, most claims first"),
    areas: z
      .array(area)
      .describe("Every area of the catalog in its order, then `(no area)` where it was touched"),
    map: z.array(link).describe("Links from areas to metrics that people claimed, most changes first"),
    assumedLinks: z
      .array(z.strictObject({ area: areaKey, metric: metricKey }))
      .describe("Links that the catalog lists and nobody claimed in the window"),
    drives: z.array(drive).describe("The catalog's links between metrics"),
    notSaid: z
      .strictObject({
        changes: count.describe("Asked and not answered"),
        guesses: z
          .array(
            z.strictObject({ metric: metricKey, name, changes: count.describe("How many there are"), ids }),
          )
          .describe("Most first"),
        ids,
      })
      .describe("Where nobody answered, and what the catalog would guess. A guess enters no other number"),
    suggestions: suggestionsSchema,
    hidden: z
      .strictObject({
        metrics: count.describe("Metrics not shown; a claimed key that the catalog no longer has is one"),
        changes: count.describe("Answered changes that claim one of them"),
        decisions: count.describe("Decisions on one of them, or on a report that was not public"),
      })
      .describe(
        "Private and retired metrics in a report for the public: how many, and how many answered changes claim one",
      ),
    blindSpots: z.array(blindSpotSchema).describe("Where nobody says, or can say, what the work is for"),
    concentrations: z.array(concentrationSchema).describe("What stands in one place, or rests on one person"),
    loops: z.array(loopSchema).describe("Feedback loops in the catalog's links"),
    leverage: z
      .array(leverageSchema)
      .describe("Metrics that lead to much and are claimed little, and the reverse"),
    stability: stabilitySchema.describe("What was taken back or mended"),
    readings: readingsSchema,
  })
  .describe("Throughline report: what people said that changes are for, against what the catalog expects");
