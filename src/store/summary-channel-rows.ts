import type { StoredSummaryChannel, StoredSummaryWeek } from "../workflows/ports/summary-store.ts";
import type { Database } from "./engine.ts";
import type { SummaryChannelTable } from "./summary-tables.ts";
import { toSummaryWeek } from "./summary-week-rows.ts";

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
