import type { Migration } from "kysely/migration";

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
