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

/** Which rule spoke unasked in which month, and where. */
export const insightTable: Migration = {
  async up(db) {
    await db.schema
      .createTable("insight")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("rule", "text", (column) => column.notNull())
      .addColumn("month", "text", (column) => column.notNull())
      .addColumn("number", "bigint", (column) => column.notNull())
      .addColumn("written_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("insight_key", ["repository_id", "rule", "month"])
      .execute();
    await db.schema.createIndex("insight_by_age").on("insight").columns(["written_at_ms"]).execute();
  },
};

/** Which state of a comment was heard last, and what became of it: webhooks come late, twice and in the wrong order. */
export const heardCommentTable: Migration = {
  async up(db) {
    await db.schema
      .createTable("heard_comment")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("number", "bigint", (column) => column.notNull())
      .addColumn("comment_id", "bigint", (column) => column.notNull())
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("updated_at_ms", "bigint", (column) => column.notNull())
      .addColumn("body_hash", "text", (column) => column.notNull())
      .addColumn("reaction", "text")
      .addColumn("written_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("heard_comment_key", ["repository_id", "number", "comment_id"])
      .execute();
    await db.schema
      .createIndex("heard_comment_by_age")
      .on("heard_comment")
      .columns(["written_at_ms"])
      .execute();
  },
};

/** How far GitHub's log of deliveries was compared with the inbox: one row, shared by all replicas. */
export const deliveryLogTable: Migration = {
  async up(db) {
    await db.schema
      .createTable("delivery_log")
      .addColumn("id", "bigint", (column) => column.primaryKey())
      .addColumn("compared_until_ms", "bigint", (column) => column.notNull())
      .addColumn("read_at_ms", "bigint", (column) => column.notNull())
      .addColumn("pass", "text")
      .execute();
  },
};
