import type { Migration } from "kysely/migration";

/**
 * What of a description bot accounts wrote, as JSON. Null: not known, as in rows of before: it is asked for with the
 * next look at one that holds an answer.
 */
export const botWritingColumn: Migration = {
  async up(db) {
    await db.schema.alterTable("pull_request").addColumn("bot_writing", "text").execute();
  },
};
