import type { Migration } from "kysely/migration";

/** Who could read what was decided, and on which metrics; null: stored by a version that did not note it. */
export const decisionAudience: Migration = {
  async up(db) {
    await db.schema.alterTable("decision").addColumn("metrics", "text").execute();
    await db.schema.alterTable("decision").addColumn("audience", "text").execute();
  },
};
