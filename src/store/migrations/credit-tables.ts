import type { Migration } from "kysely/migration";

/** Who helped with a change, what was learned from it, and who wants to be named in none of that. */
export const creditTables: Migration = {
  async up(db) {
    await db.schema
      .createTable("credit_statement")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("number", "bigint", (column) => column.notNull())
      .addColumn("comment_id", "bigint", (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("about_login", "text")
      .addColumn("words", "text", (column) => column.notNull())
      .addColumn("by_id", "bigint", (column) => column.notNull())
      .addColumn("by_login", "text", (column) => column.notNull())
      .addColumn("said_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("credit_statement_key", ["repository_id", "number", "comment_id", "position"])
      .execute();
    await db.schema
      .createIndex("credit_statement_by_age")
      .on("credit_statement")
      .columns(["said_at_ms"])
      .execute();
    await db.schema
      .createTable("change_note")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("landed_at_ms", "bigint", (column) => column.notNull())
      .addColumn("metrics", "text", (column) => column.notNull())
      .addColumn("notes", "text", (column) => column.notNull())
      .addColumn("of_commits", "text")
      .addPrimaryKeyConstraint("change_note_key", ["repository_id", "id"])
      .execute();
    await db.schema
      .createIndex("change_note_by_time")
      .on("change_note")
      .columns(["repository_id", "landed_at_ms", "id"])
      .execute();
    await db.schema.createIndex("change_note_by_age").on("change_note").columns(["landed_at_ms"]).execute();
    await db.schema
      .createTable("learning")
      .addColumn("repository_id", "bigint", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("metric", "text", (column) => column.notNull())
      .addColumn("landed_at_ms", "bigint", (column) => column.notNull())
      .addColumn("text", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("learning_key", ["repository_id", "id", "position", "metric"])
      .execute();
    // Offered by metric, the newest first.
    await db.schema
      .createIndex("learning_by_metric")
      .on("learning")
      .columns(["metric", "landed_at_ms", "repository_id", "id", "position"])
      .execute();
    await db.schema.createIndex("learning_by_age").on("learning").columns(["landed_at_ms"]).execute();
    await db.schema.alterTable("backfill").addColumn("whole_since_ms", "bigint").execute();
    await db.schema
      .createTable("credit_opt_out")
      .addColumn("user_id", "bigint", (column) => column.primaryKey())
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("is_out", "integer", (column) => column.notNull())
      .addColumn("said_at_ms", "bigint", (column) => column.notNull())
      .execute();
  },
};
