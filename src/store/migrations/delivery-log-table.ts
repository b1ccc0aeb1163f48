import type { Migration } from "kysely/migration";

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
