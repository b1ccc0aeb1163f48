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

/** Who could read what was decided, and on which metrics; null: stored by a version that did not note it. */
export const decisionAudience: Migration = {
  async up(db) {
    await db.schema.alterTable("decision").addColumn("metrics", "text").execute();
    await db.schema.alterTable("decision").addColumn("audience", "text").execute();
  },
};

/** The title of a pull request's milestone. Rows of before have none until GitHub tells of them again. */
export const milestoneColumn: Migration = {
  async up(db) {
    await db.schema.alterTable("pull_request").addColumn("milestone", "text").execute();
  },
};

/** Who the report was last written for; null: written by a version that did not note it. */
export const reportReaders: Migration = {
  async up(db) {
    await db.schema.alterTable("report_issue").addColumn("readers", "text").execute();
  },
};
