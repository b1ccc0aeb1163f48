import type { Migration } from "kysely/migration";

/** How far each repository's back-fill has come, and what it keeps until it is done. */
export const backfillTables: Migration = {
  async up(db) {
    await db.schema
      .createTable("backfill")
      .addColumn("repository_id", "bigint", (column) => column.primaryKey())
      .addColumn("since_ms", "bigint", (column) => column.notNull())
      .addColumn("phase", "text", (column) => column.notNull())
      .addColumn("cursor", "text")
      .addColumn("page_size", "integer", (column) => column.notNull())
      .addColumn("calm_pages", "integer", (column) => column.notNull())
      .addColumn("counts", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("linked_issue")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("issue", "text", (column) => column.notNull())
      .addColumn("written_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("linked_issue_key", ["repository_id", "key"])
      .execute();
    await db.schema
      .createIndex("linked_issue_by_age")
      .on("linked_issue")
      .columns(["written_at_ms"])
      .execute();
    await db.schema
      .createIndex("pull_request_by_landing")
      .on("pull_request")
      .columns(["repository_id", "status", "merged_at_ms", "number"])
      .execute();
  },
};
