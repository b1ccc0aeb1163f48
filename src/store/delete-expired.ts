import { type RawBuilder, sql } from "kysely";
import type { Engine } from "./engine.ts";
import type { Tables } from "./tables.ts";

/** Short transactions: intake waits for one of them at most. */
const ROWS_AT_ONCE = 500;

const DAY_MS = 86_400_000;
/** A settled delivery is kept only to recognise it when it comes again; GitHub can send one again for 3 to 7 days. */
const MOST_DELIVERY_MS = 30 * DAY_MS;

interface Expiry {
  readonly table: keyof Tables;
  readonly key: readonly string[];
  readonly isExpired: RawBuilder<boolean>;
}

/** What belongs to an open pull request is needed for its check, however old it is. */
function isNotOf(table: string): RawBuilder<boolean> {
  const row = sql.table(table);
  return sql`not exists (select 1 from pull_request p
    where p.repository_id = ${row}.repository_id and p.number = ${row}.number and p.status = 'open')`;
}

function listExpiries(nowMs: number, keepMs: number): readonly Expiry[] {
  const before = nowMs - keepMs;
  const deliveriesBefore = nowMs - Math.min(keepMs, MOST_DELIVERY_MS);
  const pullRequest = ["repository_id", "number"];
  return [
    {
      table: "delivery",
      key: ["id"],
      isExpired: sql`state in ('done', 'superseded', 'ignored') and received_at_ms < ${deliveriesBefore}`,
    },
    { table: "delivery", key: ["id"], isExpired: sql`state = 'dead' and received_at_ms < ${before}` },
    {
      // An idle row is kept for its fence; nobody holds a claim for as long as this.
      table: "work",
      key: ["key"],
      isExpired: sql`state in ('idle', 'dead') and changed_at_ms < ${before}`,
    },
    {
      table: "statement",
      key: [...pullRequest, "source", "origin_id", "position"],
      isExpired: sql`said_at_ms < ${before} and ${isNotOf("statement")}`,
    },
    {
      table: "heard_comment",
      key: [...pullRequest, "comment_id"],
      isExpired: sql`written_at_ms < ${before} and ${isNotOf("heard_comment")}`,
    },
    {
      table: "changed_paths",
      key: [...pullRequest, "head_sha"],
      isExpired: sql`written_at_ms < ${before} and ${isNotOf("changed_paths")}`,
    },
    {
      table: "check_run",
      key: ["repository_id", "head_sha", "name"],
      isExpired: sql`written_at_ms < ${before} and ${isNotOf("check_run")}`,
    },
    {
      table: "sticky_comment",
      key: [...pullRequest, "kind"],
      isExpired: sql`written_at_ms < ${before} and ${isNotOf("sticky_comment")}`,
    },
    { table: "landed_change", key: ["repository_id", "id"], isExpired: sql`landed_at_ms < ${before}` },
    {
      table: "pull_request",
      key: pullRequest,
      isExpired: sql`updated_at_ms < ${before} and status <> 'open'`,
    },
    {
      table: "catalog_file",
      key: ["repository_id", "layer", "source", "path"],
      isExpired: sql`read_at_ms < ${before}`,
    },
    {
      table: "insight",
      key: ["repository_id", "rule", "month"],
      isExpired: sql`written_at_ms < ${before}`,
    },
    { table: "linked_issue", key: ["repository_id", "key"], isExpired: sql`written_at_ms < ${before}` },
    {
      table: "summary_week",
      key: ["organisation_id", "week"],
      isExpired: sql`written_at_ms < ${before}`,
    },
    {
      table: "summary_channel",
      key: ["organisation_id", "week", "name"],
      isExpired: sql`written_at_ms < ${before}`,
    },
    {
      table: "seen_answer",
      key: ["repository_id", "comment_id", "position"],
      isExpired: sql`said_at_ms < ${before}`,
    },
    {
      table: "credit_statement",
      key: [...pullRequest, "comment_id", "position"],
      isExpired: sql`said_at_ms < ${before} and ${isNotOf("credit_statement")}`,
    },
    { table: "change_note", key: ["repository_id", "id"], isExpired: sql`landed_at_ms < ${before}` },
    {
      table: "learning",
      key: ["repository_id", "id", "position", "metric"],
      isExpired: sql`landed_at_ms < ${before}`,
    },
    {
      table: "decision",
      key: ["repository_id", "comment_id"],
      isExpired: sql`said_at_ms < ${before}`,
    },
  ];
}

/** Tables whose rows belong to a repository, with their keys. */
const OF_REPOSITORY: readonly Omit<Expiry, "isExpired">[] = [
  { table: "statement", key: ["repository_id", "number", "source", "origin_id", "position"] },
  { table: "heard_comment", key: ["repository_id", "number", "comment_id"] },
  { table: "changed_paths", key: ["repository_id", "number", "head_sha"] },
  { table: "check_run", key: ["repository_id", "head_sha", "name"] },
  { table: "sticky_comment", key: ["repository_id", "number", "kind"] },
  { table: "landed_change", key: ["repository_id", "id"] },
  { table: "pull_request", key: ["repository_id", "number"] },
  { table: "catalog_file", key: ["repository_id", "layer", "source", "path"] },
  { table: "insight", key: ["repository_id", "rule", "month"] },
  { table: "backfill", key: ["repository_id"] },
  { table: "linked_issue", key: ["repository_id", "key"] },
  { table: "reading", key: ["repository_id", "metric", "at_day", "source"] },
  { table: "decision", key: ["repository_id", "comment_id"] },
  { table: "report_issue", key: ["repository_id"] },
  { table: "credit_statement", key: ["repository_id", "number", "comment_id", "position"] },
  { table: "change_note", key: ["repository_id", "id"] },
  { table: "learning", key: ["repository_id", "id", "position", "metric"] },
  { table: "summary_issue", key: ["organisation_id", "repository_id"] },
  { table: "seen_answer", key: ["repository_id", "comment_id", "position"] },
];

/**
 * Everything of repositories that are gone or whose installation was removed, themselves last: a kill in between loses
 * no trace. One that comes back while this goes on keeps what is left, and is read anew.
 */
function listRemovals(): readonly Expiry[] {
  const removed = sql`select id from installation where is_removed = 1`;
  // Installed anew in the same account, the weeks are that installation's.
  const accounts = sql`select account_id from installation where is_removed = 1
    and account_id not in (select account_id from installation where is_removed = 0)`;
  // One of two ways to a row, each by its index.
  const repositories = sql`select id from repository where installation_id in (${removed})
    union all select id from repository where is_deleted = 1`;
  return [
    ...OF_REPOSITORY.map((rows) => ({
      ...rows,
      isExpired: sql<boolean>`repository_id in (${repositories})`,
    })),
    { table: "repository", key: ["id"], isExpired: sql`id in (${repositories})` },
    { table: "budget", key: ["installation_id"], isExpired: sql`installation_id in (${removed})` },
    {
      table: "summary_week",
      key: ["organisation_id", "week"],
      isExpired: sql`organisation_id in (${accounts})`,
    },
    {
      table: "summary_channel",
      key: ["organisation_id", "week", "name"],
      isExpired: sql`organisation_id in (${accounts})`,
    },
    {
      table: "installation",
      key: ["id"],
      isExpired: sql`is_removed = 1 and not exists (
        select 1 from repository r where r.installation_id = installation.id)`,
    },
  ];
}

async function deleteBatch(engine: Engine, { table, key, isExpired }: Expiry): Promise<number> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const result = await sql`
    delete from ${sql.table(table)} where (${columns}) in (
      select ${columns} from ${sql.table(table)} where ${isExpired} limit ${ROWS_AT_ONCE})`.execute(
    engine.db,
  );
  return Number(result.numAffectedRows ?? 0n);
}

/** As ServiceStore.deleteExpired. */
export async function deleteExpired(engine: Engine, keepMs: number): Promise<number> {
  const nowMs = await engine.readNow(engine.db);
  let deleted = 0;
  for (const expiry of [...listRemovals(), ...listExpiries(nowMs, keepMs)]) {
    for (;;) {
      const count = await deleteBatch(engine, expiry);
      deleted += count;
      if (count > 0) await engine.releaseFreePages();
      if (count < ROWS_AT_ONCE) break;
      // Statements on SQLite never give way by themselves: webhooks are answered between two batches.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return deleted;
}
