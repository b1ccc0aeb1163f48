import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Who could read a sticky comment when it was written (null: not known), the areas that a decision is about, and a way
 * to the few repositories that are gone.
 */
export const commentReaders: Migration = {
  async up(db) {
    await db.schema.alterTable("sticky_comment").addColumn("audience", "text").execute();
    await db.schema.alterTable("decision").addColumn("areas", "text").execute();
    await db.schema
      .createIndex("repository_gone")
      .on("repository")
      .columns(["id"])
      .where(sql.ref("is_deleted"), "=", sql.lit(1))
      .execute();
  },
};
