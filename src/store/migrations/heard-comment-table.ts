import type { Migration } from "kysely/migration";

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
