import type { Migration } from "kysely/migration";

/** Who the report was last written for; null: written by a version that did not note it. */
export const reportReaders: Migration = {
  async up(db) {
    await db.schema.alterTable("report_issue").addColumn("readers", "text").execute();
  },
};
