import { sql } from "kysely";
import { toSubjectKey } from "../model/subject.ts";
import type { Bump } from "../workflows/ports/service-store.ts";
import type { Database } from "./engine.ts";
import type { WorkTable } from "./tables.ts";

/** Stands for "no time set": later than any other, so that the earlier of two times always counts. */
export const NEVER_MS = 8_640_000_000_000_000;

/** SQLite takes at most 32,766 parameters in a statement; a row has 16. */
const ROWS_AT_ONCE = 500;

function toWorkRow(bump: Bump, nowMs: number): WorkTable {
  const { subject } = bump;
  return {
    key: toSubjectKey(subject),
    kind: subject.kind,
    subject: JSON.stringify(subject),
    installation_id: subject.installationId,
    state: "waiting",
    priority: bump.priority,
    wanted: 1,
    attempts: 0,
    deaths: 0,
    fence: 0,
    not_before_ms: bump.notBeforeMs ?? 0,
    waiting_since_ms: nowMs,
    lease_owner: null,
    lease_until_ms: null,
    why: null,
    changed_at_ms: nowMs,
  };
}

/** One row per subject: PostgreSQL refuses to touch a row twice in one statement. In order of their keys. */
function mergeBumps(bumps: readonly Bump[], nowMs: number): WorkTable[] {
  const rows = new Map<string, WorkTable>();
  for (const bump of bumps) {
    const row = toWorkRow(bump, nowMs);
    const earlier = rows.get(row.key);
    if (earlier === undefined) {
      rows.set(row.key, row);
      continue;
    }
    earlier.wanted += 1;
    earlier.priority = Math.min(earlier.priority, row.priority);
    earlier.not_before_ms = Math.min(earlier.not_before_ms, row.not_before_ms);
    // The subject as told last: a repository may have come to another installation.
    earlier.subject = row.subject;
    earlier.installation_id = row.installation_id;
  }
  // Replicas that bump the same subjects lock them in the same order and never deadlock.
  return [...rows.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

/**
 * Asks for a look at each subject. Waiting: the more urgent priority and the earlier time count, so that a bump
 * without a time clears a back-off. Leased: the subject waits again when it is settled. Idle or dead: it waits from
 * now on, with no failed tries. Quarantined: it stays so until somebody retries it; the bump is counted.
 */
export async function bumpWork(db: Database, bumps: readonly Bump[], nowMs: number): Promise<void> {
  const rows = mergeBumps(bumps, nowMs);
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await upsertRows(db, rows.slice(start, start + ROWS_AT_ONCE));
  }
}

async function upsertRows(db: Database, rows: readonly WorkTable[]): Promise<void> {
  const isAsleep = sql<boolean>`work.state in ('idle', 'dead')`;
  await db
    .insertInto("work")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet({
        subject: sql<string>`excluded.subject`,
        installation_id: sql<number>`excluded.installation_id`,
        state: sql<"waiting">`case when ${isAsleep} then 'waiting' else work.state end`,
        wanted: sql<number>`work.wanted + excluded.wanted`,
        priority: sql<number>`case when ${isAsleep} or excluded.priority < work.priority
          then excluded.priority else work.priority end`,
        not_before_ms: sql<number>`case when ${isAsleep} or excluded.not_before_ms < work.not_before_ms
          then excluded.not_before_ms else work.not_before_ms end`,
        waiting_since_ms: sql<number>`case when ${isAsleep} then excluded.waiting_since_ms
          else work.waiting_since_ms end`,
        attempts: sql<number>`case when ${isAsleep} then 0 else work.attempts end`,
        deaths: sql<number>`case when work.state = 'dead' then 0 else work.deaths end`,
        why: sql<string | null>`case when ${isAsleep} then null else work.why end`,
        changed_at_ms: sql<number>`case when ${isAsleep} then excluded.changed_at_ms else work.changed_at_ms end`,
      }),
    )
    .execute();
}
