import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Who extends a catalog is asked for with each push to it; the changed files depend on the base as on the head. */
export const catalogSource: Migration = {
  async up(db) {
    await db.schema
      .createIndex("catalog_file_by_source")
      .on("catalog_file")
      .expression(sql`lower(source)`)
      .execute();
    await db.schema
      .alterTable("changed_paths")
      .addColumn("base_branch", "text", (column) => column.notNull().defaultTo(""))
      .execute();
  },
};
