import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { backfillTables } from "./migrations/backfill-tables.ts";
import { botWritingColumn } from "./migrations/bot-writing-column.ts";
import { creditTables } from "./migrations/credit-tables.ts";
import { firstTables } from "./migrations/first-tables.ts";
import {
  catalogSource,
  commentReaders,
  decisionAudience,
  milestoneColumn,
  reportReaders,
} from "./migrations/later-columns.ts";
import {
  deliveryLogTable,
  heardCommentTable,
  insightTable,
  reportTables,
} from "./migrations/report-tables.ts";
import { summaryTables } from "./migrations/summary-tables.ts";

/** In order of their names; one that was released is never edited, only followed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-first-tables": firstTables,
  "0002-report-tables": reportTables,
  "0003-backfill-tables": backfillTables,
  "0004-insight-table": insightTable,
  "0005-milestone-column": milestoneColumn,
  "0006-catalog-source": catalogSource,
  "0007-heard-comment-table": heardCommentTable,
  "0008-report-readers": reportReaders,
  "0009-decision-audience": decisionAudience,
  "0010-comment-readers": commentReaders,
  "0011-credit-tables": creditTables,
  "0012-summary-tables": summaryTables,
  "0013-delivery-log-table": deliveryLogTable,
  "0014-bot-writing-column": botWritingColumn,
};

/** Whether the tables are those of this version; for a reader, which may not bring them there. */
export async function isMigrated<Tables>(db: Kysely<Tables>): Promise<boolean> {
  return (await compareMigrations(db)).missing.length === 0;
}

export interface MigrationComparison {
  readonly applied: number;
  readonly missing: readonly string[];
  /** Of a newer version. */
  readonly unknown: readonly string[];
}

/** What the database has had done to it, beside what this version does. */
export async function compareMigrations<Tables>(db: Kysely<Tables>): Promise<MigrationComparison> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  return {
    applied: applied.size,
    missing: Object.keys(MIGRATIONS).filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !(name in MIGRATIONS)),
  };
}

/**
 * Brings the tables up to date, in one transaction on both engines: a process that is killed half-way leaves nothing.
 * Replicas that start at once wait for each other (an advisory lock on PostgreSQL, the side file on SQLite).
 */
export async function migrate<Tables>(db: Kysely<Tables>, schema?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    // Without its schema the migrator takes a table of the same name in any other schema for its own.
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
