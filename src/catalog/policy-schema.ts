import * as z from "zod";
import { DEFAULT_POLICY, type DefaultedPath } from "./default-policy.ts";
import { globText, listOf, textLike, textOf, timezone } from "./schema-words.ts";

/** Optional, with its default and description in the JSON Schema. The value itself is filled in after layering. */
function optional<Value extends z.ZodType>(value: Value, path: DefaultedPath, description: string) {
  return value.optional().meta({ default: DEFAULT_POLICY[path], description });
}

const count = z.int().min(0).max(10_000);
const share = z.number().min(0).max(1);
const repositoryPattern = textLike(/^[A-Za-z0-9*-]{1,39}\/[A-Za-z0-9._*-]{1,100}$/u, {
  code: "wrong-value",
  error: "must be owner/name, with * as the only wildcard",
});

const exemptSchema = z.strictObject({
  authors: optional(
    listOf(textOf(100)),
    "prompt.exempt.authors",
    "Logins that are not asked, in any case; `*` is the only wildcard.",
  ),
  labels: optional(
    listOf(textOf(100)),
    "prompt.exempt.labels",
    "A pull request with one of these labels is not asked.",
  ),
  paths: optional(
    listOf(globText),
    "prompt.exempt.paths",
    "Globs; exempt only if every changed file matches one.",
  ),
});

export const promptSchema = z.strictObject({
  mode: optional(
    z.enum(["advise", "require"]),
    "prompt.mode",
    "`advise`: the check asks and never stands in the way. `require`: it waits for an answer.",
  ),
  checklist: optional(
    z.enum(["off", "template", "comment"]),
    "prompt.checklist",
    "Boxes to tick: none, in the pull request template, or in one comment of the app.",
  ),
  exempt: exemptSchema.optional().describe("Pull requests that are not asked."),
  repositories: optional(
    listOf(repositoryPattern),
    "prompt.repositories",
    "In an organisation's catalog: `owner/name` patterns of repositories it asks in without a file of their own.",
  ),
  blind: optional(
    share,
    "prompt.blind",
    "Share of pull requests without suggestion, to measure what suggestions do.",
  ),
});

export const insightSchema = z.strictObject({
  comment: optional(
    z.enum(["auto", "always", "off"]),
    "insight.comment",
    "`always`: a comment on each pull request about which a rule has something to say. `auto`: so too, but from 20 answered changes on, and each rule once a month. `off`: only where somebody asks by `/insight`.",
  ),
});

/** The threshold `name` under `report.thresholds`. */
function threshold<Value extends z.ZodType>(value: Value, name: string, description: string) {
  return optional(value, `report.thresholds.${name}` as DefaultedPath, description);
}

const thresholdsSchema = z.strictObject({
  few_answers: threshold(
    count,
    "few_answers",
    "Under this many answered changes the report keeps to three sections.",
  ),
  few_changes: threshold(count, "few_changes", "A share of fewer changes than this is not enough data."),
  blind_spot_asked: threshold(count, "blind_spot_asked", "A blind spot was asked at least this often ..."),
  blind_spot_share: threshold(share, "blind_spot_share", "... and answered less than this share."),
  vanished_claims: threshold(
    count,
    "vanished_claims",
    "A vanished link had at least this many claims before ...",
  ),
  vanished_changes: threshold(
    count,
    "vanished_changes",
    "... and at least this many changes in both windows.",
  ),
  concentration_share: threshold(
    share,
    "concentration_share",
    "A metric is concentrated with more than this share of its claims in one area.",
  ),
  carried_authors: threshold(
    count,
    "carried_authors",
    '"Carried by one person" is said only with this many authors in the repository ...',
  ),
  carried_changes: threshold(count, "carried_changes", "... and this many changes in the area."),
  leverage_outcomes: threshold(
    count,
    "leverage_outcomes",
    "A metric has leverage from this many reachable outcomes ...",
  ),
  leverage_share: threshold(share, "leverage_share", "... with less than this share of the claims."),
  sink_share: threshold(
    share,
    "sink_share",
    "Told from this share of the claims on a metric that reaches no outcome.",
  ),
  fix_days: threshold(
    count,
    "fix_days",
    "Days in which a fix that shares a file counts against the change before.",
  ),
});

export const reportSchema = z.strictObject({
  window: optional(
    textLike(/^[1-9][0-9]{0,3}d$/u, { code: "wrong-value", error: "must be a count of days, as 90d" }),
    "report.window",
    "The days that a report looks back, as `90d`.",
  ),
  issue: optional(
    z.union([z.boolean(), z.literal("public")], { error: "must be true, false or public" }),
    "report.issue",
    "`true`: keep the report in an issue, in private repositories. `public`: in public ones too.",
  ),
  thresholds: thresholdsSchema.optional().describe("What the report decides by. Shares are 0 to 1."),
});

const scheduleSchema = z.strictObject({
  weekday: optional(
    z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    "summary.schedule.weekday",
    "Day of the week on which it is posted.",
  ),
  time: optional(
    textLike(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/u, {
      code: "wrong-value",
      error: 'must be a time of the day in quotes, as "09:07"',
    }),
    "summary.schedule.time",
    "Time of the day, `HH:MM` in the time zone.",
  ),
  timezone: optional(timezone, "summary.schedule.timezone", "IANA time zone, as `Europe/Berlin`."),
});

const channelSchema = z.strictObject({
  name: textLike(/^[a-z][a-z0-9-]{0,39}$/u, {
    code: "wrong-value",
    error: "must be 1 to 40 of a-z, 0-9 and hyphens, beginning with a letter",
  }).describe("Name of the channel; its address is the operator's setting."),
  audience: z
    .enum(["public", "private"])
    .optional()
    .meta({ default: "public" })
    .describe("Who reads it. A private channel may be told what a public one may not."),
  partner: textOf(100)
    .optional()
    .describe("Told the brief of this partner, as the metrics' `partner` has it, instead of the headline."),
});

export const summarySchema = z.strictObject({
  repository: textLike(/^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/u, {
    code: "wrong-value",
    error: "must be owner/name",
  })
    .optional()
    .describe("Where the weekly summary is posted, as `owner/name`."),
  schedule: scheduleSchema.optional().describe("When it is posted."),
  mode: optional(
    z.enum(["comment", "body"]),
    "summary.mode",
    "`comment`: a comment a week on one issue. `body`: the latest in the issue's body.",
  ),
  sources: optional(
    listOf(repositoryPattern),
    "summary.sources",
    "In the organisation's catalog: patterns of private repositories that a private summary repository may name, and of private and internal ones whose answers, issues, catalogs (`_extends`) and learnings its private repositories may show. What a repository's own catalog says here opens nothing.",
  ),
  firsts: optional(
    z.boolean(),
    "summary.firsts",
    "Also tell of somebody's first change in an area: where a colleague's `/credit` stands behind it, and every earlier change of the repository is known.",
  ),
  mentions: optional(
    z.boolean(),
    "summary.mentions",
    "Write the people who are thanked as `@login`, so that GitHub notifies them. Without it names are text.",
  ),
  channels: optional(listOf(channelSchema), "summary.channels", "Channels that get the headline and a link."),
});

export const judgementSchema = z.strictObject({
  incident_labels: optional(
    listOf(textOf(100)),
    "judgement.incident_labels",
    "Labels that tell an incident.",
  ),
  concern_days: optional(
    z.int().min(1).max(3650),
    "judgement.concern_days",
    "Days after which a concern is asked about again.",
  ),
});
