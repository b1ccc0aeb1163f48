import type { Migration } from "kysely/migration";

/** The title of a pull request's milestone. Rows of before have none until GitHub tells of them again. */
export const milestoneColumn: Migration = {
  async up(db) {
    await db.schema.alterTable("pull_request").addColumn("milestone", "text").execute();
  },
};
