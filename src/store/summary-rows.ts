import { sql } from "kysely";
import type {
  StoredSummaryChannel,
  StoredSummaryIssue,
  StoredSummaryWeek,
} from "../workflows/ports/summary-store.ts";
import type { Database } from "./engine.ts";
import type { SummaryChannelTable, SummaryWeekTable } from "./feature-tables.ts";

/** One that is posted stays so, whoever comes late with an older state. */
export async function upsertSummaryWeek(db: Database, week: StoredSummaryWeek): Promise<void> {
  const rest = {
    state: week.state,
    repository_id: week.repositoryId ?? null,
    number: week.number ?? null,
    comment_id: week.commentId ?? null,
    briefs: JSON.stringify(week.briefs),
    audience: week.audience ?? null,
    why: week.why ?? null,
    next_at_ms: week.nextAtMs ?? null,
    written_at_ms: week.atMs,
  };
  await db
    .insertInto("summary_week")
    .values({ organisation_id: week.organisationId, week: week.week, ...rest })
    .onConflict((conflict) =>
      conflict
        .columns(["organisation_id", "week"])
        .doUpdateSet(rest)
        .where(sql<boolean>`(summary_week.state <> 'posted' or excluded.state = 'posted')`),
    )
    .execute();
}

export async function findSummaryWeek(
  db: Database,
  organisationId: number,
  week: string,
): Promise<StoredSummaryWeek | undefined> {
  const row = await db
    .selectFrom("summary_week")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .where("week", "=", week)
    .executeTakeFirst();
  return row && toSummaryWeek(row);
}

/** Sorted by text as bytes are: digits and a W, the same in every language's order. */
export async function listSummaryWeeks(
  db: Database,
  organisationId: number,
  limit: number,
): Promise<readonly StoredSummaryWeek[]> {
  const rows = await db
    .selectFrom("summary_week")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .orderBy("week", "desc")
    .limit(limit)
    .execute();
  return rows.map(toSummaryWeek);
}

export async function upsertSummaryIssue(db: Database, issue: StoredSummaryIssue): Promise<void> {
  const rest = { number: issue.number ?? null };
  await db
    .insertInto("summary_issue")
    .values({ organisation_id: issue.organisationId, repository_id: issue.repositoryId, ...rest })
    .onConflict((conflict) => conflict.columns(["organisation_id", "repository_id"]).doUpdateSet(rest))
    .execute();
}

export async function findSummaryIssue(
  db: Database,
  organisationId: number,
  repositoryId: number,
): Promise<StoredSummaryIssue | undefined> {
  const row = await db
    .selectFrom("summary_issue")
    .select("number")
    .where("organisation_id", "=", organisationId)
    .where("repository_id", "=", repositoryId)
    .executeTakeFirst();
  return row && { organisationId, repositoryId, ...(row.number === null ? {} : { number: row.number }) };
}

function toSummaryWeek(row: SummaryWeekTable): StoredSummaryWeek {
  return {
    organisationId: row.organisation_id,
    week: row.week,
    state: row.state,
    ...(row.repository_id === null ? {} : { repositoryId: row.repository_id }),
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.comment_id === null ? {} : { commentId: row.comment_id }),
    briefs: JSON.parse(row.briefs) as StoredSummaryWeek["briefs"],
    ...(row.audience === null ? {} : { audience: row.audience }),
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.next_at_ms === null ? {} : { nextAtMs: row.next_at_ms }),
    atMs: row.written_at_ms,
  };
}

export async function upsertSummaryChannel(db: Database, channel: StoredSummaryChannel): Promise<void> {
  const rest = {
    state: channel.state,
    attempts: channel.attempts,
    why: channel.why ?? null,
    next_at_ms: channel.nextAtMs ?? null,
    written_at_ms: channel.atMs,
  };
  await db
    .insertInto("summary_channel")
    .values({
      organisation_id: channel.organisationId,
      week: channel.week,
      name: channel.name,
      ...rest,
    })
    .onConflict((conflict) => conflict.columns(["organisation_id", "week", "name"]).doUpdateSet(rest))
    .execute();
}

/** By name. */
export async function listSummaryChannels(
  db: Database,
  organisationId: number,
  week: string,
): Promise<readonly StoredSummaryChannel[]> {
  const rows = await db
    .selectFrom("summary_channel")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .where("week", "=", week)
    .execute();
  return rows.map(toSummaryChannel).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** As SummaryStore.listHeldSummaries. */
export async function listHeldSummaries(
  db: Database,
  limit: number,
): Promise<readonly (StoredSummaryWeek | StoredSummaryChannel)[]> {
  const weeks = await db
    .selectFrom("summary_week")
    .selectAll()
    .where("state", "in", ["waiting", "posting"])
    .orderBy("written_at_ms", "desc")
    .limit(limit)
    .execute();
  const channels = await db
    .selectFrom("summary_channel")
    .selectAll()
    .where("state", "!=", "told")
    .orderBy("written_at_ms", "desc")
    .limit(limit)
    .execute();
  return [...weeks.map(toSummaryWeek), ...channels.map(toSummaryChannel)];
}

function toSummaryChannel(row: SummaryChannelTable): StoredSummaryChannel {
  return {
    organisationId: row.organisation_id,
    week: row.week,
    name: row.name,
    state: row.state,
    attempts: row.attempts,
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.next_at_ms === null ? {} : { nextAtMs: row.next_at_ms }),
    atMs: row.written_at_ms,
  };
}
