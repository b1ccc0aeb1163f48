import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

// A migration knows no table type: those describe the newest shape, this one the shape of its day.
type AnyTables = Kysely<unknown>;

async function createWorkTables(db: AnyTables): Promise<void> {
  await db.schema
    .createTable("delivery")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("action", "text")
    .addColumn("installation_id", "bigint")
    .addColumn("repository_id", "bigint")
    .addColumn("body_hash", "text", (column) => column.notNull())
    .addColumn("received_at_ms", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("subject_key", "text")
    .addColumn("fields", "text")
    .addColumn("why", "text")
    .execute();
  await db.schema
    .createTable("work")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("installation_id", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("priority", "integer", (column) => column.notNull())
    .addColumn("wanted", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("deaths", "integer", (column) => column.notNull())
    .addColumn("fence", "bigint", (column) => column.notNull())
    .addColumn("not_before_ms", "bigint", (column) => column.notNull())
    .addColumn("waiting_since_ms", "bigint", (column) => column.notNull())
    .addColumn("lease_owner", "text")
    .addColumn("lease_until_ms", "bigint")
    .addColumn("why", "text")
    .addColumn("changed_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("budget")
    .addColumn("installation_id", "bigint", (column) => column.primaryKey())
    .addColumn("held_until_ms", "bigint", (column) => column.notNull())
    .addColumn("content_minute_full_at_ms", "bigint", (column) => column.notNull())
    .addColumn("content_hour_full_at_ms", "bigint", (column) => column.notNull())
    .addColumn("check_full_at_ms", "bigint", (column) => column.notNull())
    .addColumn("points_full_at_ms", "bigint", (column) => column.notNull())
    .execute();
}

async function createSourceTables(db: AnyTables): Promise<void> {
  await db.schema
    .createTable("installation")
    .addColumn("id", "bigint", (column) => column.primaryKey())
    .addColumn("account_id", "bigint", (column) => column.notNull())
    .addColumn("account_login", "text", (column) => column.notNull())
    .addColumn("account_type", "text", (column) => column.notNull())
    .addColumn("is_suspended", "integer", (column) => column.notNull())
    .addColumn("is_removed", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("repository")
    .addColumn("id", "bigint", (column) => column.primaryKey())
    .addColumn("installation_id", "bigint", (column) => column.notNull())
    .addColumn("owner_id", "bigint", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_key", "text", (column) => column.notNull())
    .addColumn("visibility", "text", (column) => column.notNull())
    .addColumn("default_branch", "text")
    .addColumn("is_archived", "integer", (column) => column.notNull())
    .addColumn("is_deleted", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("catalog_file")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("layer", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("path", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("etag", "text")
    .addColumn("read_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("catalog_file_key", ["repository_id", "layer", "source", "path"])
    .execute();
}

async function createPullRequestTables(db: AnyTables): Promise<void> {
  await db.schema
    .createTable("pull_request")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("updated_at_ms", "bigint", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("author_id", "bigint", (column) => column.notNull())
    .addColumn("author_login", "text", (column) => column.notNull())
    .addColumn("author_is_bot", "integer", (column) => column.notNull())
    .addColumn("is_draft", "integer", (column) => column.notNull())
    .addColumn("labels", "text", (column) => column.notNull())
    .addColumn("head_sha", "text", (column) => column.notNull())
    .addColumn("head_branch", "text", (column) => column.notNull())
    .addColumn("base_branch", "text", (column) => column.notNull())
    .addColumn("is_from_fork", "integer", (column) => column.notNull())
    .addColumn("changed_files", "bigint")
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("merged_at_ms", "bigint")
    .addColumn("merge_sha", "text")
    .addPrimaryKeyConstraint("pull_request_key", ["repository_id", "number"])
    .execute();
  await db.schema
    .createTable("changed_paths")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("head_sha", "text", (column) => column.notNull())
    .addColumn("paths", "text", (column) => column.notNull())
    .addColumn("is_truncated", "integer", (column) => column.notNull())
    .addColumn("written_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("changed_paths_key", ["repository_id", "number", "head_sha"])
    .execute();
  await db.schema
    .createTable("statement")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("origin_id", "bigint", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("actor_id", "bigint", (column) => column.notNull())
    .addColumn("said_at_ms", "bigint", (column) => column.notNull())
    .addColumn("is_accepted", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("statement_key", ["repository_id", "number", "source", "origin_id", "position"])
    .execute();
}

async function createShownTables(db: AnyTables): Promise<void> {
  await db.schema
    .createTable("check_run")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("head_sha", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("check_run_id", "bigint")
    .addColumn("shown", "text", (column) => column.notNull())
    .addColumn("record", "text")
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("written_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("check_run_key", ["repository_id", "head_sha", "name"])
    .execute();
  await db.schema
    .createTable("sticky_comment")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("number", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("comment_id", "bigint")
    .addColumn("shown", "text", (column) => column.notNull())
    .addColumn("written_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("sticky_comment_key", ["repository_id", "number", "kind"])
    .execute();
  await db.schema
    .createTable("landed_change")
    .addColumn("repository_id", "bigint", (column) => column.notNull())
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("landed_at_ms", "bigint", (column) => column.notNull())
    .addColumn("catalog_version", "text", (column) => column.notNull())
    .addColumn("change", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("landed_change_key", ["repository_id", "id"])
    .execute();
}

/** One per query that is asked often; a person's id has none on purpose, for nothing selects by it but `forget`. */
const INDEXES = [
  { name: "delivery_by_state", table: "delivery", columns: ["state", "received_at_ms"] },
  {
    name: "delivery_by_subject",
    table: "delivery",
    columns: ["subject_key", "state", "received_at_ms", "id"],
  },
  { name: "work_by_urgency", table: "work", columns: ["state", "priority", "waiting_since_ms", "key"] },
  { name: "work_by_lease", table: "work", columns: ["state", "lease_until_ms"] },
  { name: "work_by_age", table: "work", columns: ["state", "changed_at_ms"] },
  { name: "work_by_installation", table: "work", columns: ["installation_id"] },
  { name: "installation_by_removal", table: "installation", columns: ["is_removed"] },
  { name: "repository_by_name", table: "repository", columns: ["name_key", "is_deleted", "id desc"] },
  { name: "repository_by_installation", table: "repository", columns: ["installation_id", "id"] },
  { name: "pull_request_by_status", table: "pull_request", columns: ["repository_id", "status", "number"] },
  { name: "pull_request_by_head", table: "pull_request", columns: ["repository_id", "head_sha"] },
  { name: "pull_request_by_age", table: "pull_request", columns: ["updated_at_ms"] },
  { name: "changed_paths_by_age", table: "changed_paths", columns: ["written_at_ms"] },
  { name: "statement_by_age", table: "statement", columns: ["said_at_ms"] },
  {
    name: "check_run_by_number",
    table: "check_run",
    columns: ["repository_id", "number", "name", "sequence"],
  },
  { name: "check_run_by_age", table: "check_run", columns: ["written_at_ms"] },
  { name: "sticky_comment_by_age", table: "sticky_comment", columns: ["written_at_ms"] },
  { name: "landed_change_by_time", table: "landed_change", columns: ["repository_id", "landed_at_ms", "id"] },
  { name: "landed_change_by_age", table: "landed_change", columns: ["landed_at_ms"] },
  { name: "catalog_file_by_age", table: "catalog_file", columns: ["read_at_ms"] },
] as const;

/** Plain tables without foreign keys: rows arrive in any order, and the clean-up deletes them in small batches. */
export const firstTables: Migration = {
  async up(db) {
    await createWorkTables(db);
    await createSourceTables(db);
    await createPullRequestTables(db);
    await createShownTables(db);
    for (const { name, table, columns } of INDEXES) {
      await db.schema
        .createIndex(name)
        .on(table)
        .columns([...columns])
        .execute();
    }
  },
};
