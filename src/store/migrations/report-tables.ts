import type { Migration } from "kysely/migration";

/** What a report needs beside the changes: readings, what was decided, and the issue that it stands in. */
export const reportTables: Migration = {
  async up(db) {
    await db.schema
      .createTable("reading")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("metric", "text", (column) => column.notNull())
      .addColumn("at_day", "text", (column) => column.notNull())
      .addColumn("source", "text", (column) => column.notNull())
      .addColumn("value", "double precision", (column) => column.notNull())
      .addPrimaryKeyConstraint("reading_key", ["repository_id", "metric", "at_day", "source"])
      .execute();
    await db.schema
      .createTable("decision")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("comment_id", "bigint", (column) => column.notNull())
      .addColumn("question", "text", (column) => column.notNull())
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("said_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("decision_key", ["repository_id", "comment_id"])
      .execute();
    await db.schema
      .createTable("report_issue")
      .addColumn("repository_id", "bigint", (column) => column.primaryKey())
      .addColumn("number", "bigint")
      .addColumn("parts", "text", (column) => column.notNull())
      .addColumn("questions", "text", (column) => column.notNull())
      .addColumn("next_at_ms", "bigint")
      .execute();
    await db.schema.createIndex("decision_by_age").on("decision").columns(["said_at_ms"]).execute();
    await db.schema.createIndex("report_issue_by_time").on("report_issue").columns(["next_at_ms"]).execute();
  },
};
