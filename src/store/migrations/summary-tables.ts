import type { Migration } from "kysely/migration";

/** Which weeks of an organisation were told of, where, to which channels, and what was answered. */
export const summaryTables: Migration = {
  async up(db) {
    await db.schema
      .createTable("summary_week")
      .addColumn("organisation_id", "bigint", (column) => column.notNull())
      .addColumn("week", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("repository_id", "bigint")
      .addColumn("number", "bigint")
      .addColumn("comment_id", "bigint")
      .addColumn("briefs", "text", (column) => column.notNull())
      .addColumn("audience", "text")
      .addColumn("why", "text")
      .addColumn("next_at_ms", "bigint")
      .addColumn("written_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("summary_week_key", ["organisation_id", "week"])
      .execute();
    await db.schema
      .createIndex("summary_week_by_age")
      .on("summary_week")
      .columns(["written_at_ms"])
      .execute();
    await db.schema
      .createTable("summary_issue")
      .addColumn("organisation_id", "bigint", (column) => column.notNull())
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("number", "bigint")
      .addPrimaryKeyConstraint("summary_issue_key", ["organisation_id", "repository_id"])
      .execute();
    await db.schema
      .createTable("summary_channel")
      .addColumn("organisation_id", "bigint", (column) => column.notNull())
      .addColumn("week", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("why", "text")
      .addColumn("next_at_ms", "bigint")
      .addColumn("written_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("summary_channel_key", ["organisation_id", "week", "name"])
      .execute();
    await db.schema
      .createIndex("summary_channel_by_age")
      .on("summary_channel")
      .columns(["written_at_ms"])
      .execute();
    await db.schema
      .createTable("seen_answer")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("comment_id", "bigint", (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("about_repository_id", "bigint", (column) => column.notNull())
      .addColumn("about_number", "bigint", (column) => column.notNull())
      .addColumn("verdict", "text", (column) => column.notNull())
      .addColumn("words", "text", (column) => column.notNull())
      .addColumn("said_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("seen_answer_key", ["repository_id", "comment_id", "position"])
      .execute();
    await db.schema.createIndex("seen_answer_by_age").on("seen_answer").columns(["said_at_ms"]).execute();
    // The repositories of an account, for its summary.
    await db.schema.createIndex("repository_by_owner").on("repository").columns(["owner_id"]).execute();
  },
};
