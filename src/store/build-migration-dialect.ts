import {
  type DatabaseIntrospector,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  sql,
} from "kysely";

/** All that the migrator asks of a table is its name and its schema. */
async function listTables(db: Kysely<unknown>): ReturnType<DatabaseIntrospector["getTables"]> {
  const { rows } = await sql<{ name: string; schema: string }>`
    select c.relname as name, n.nspname as schema
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind in ('r', 'p')
    order by 1`.execute(db);
  return rows.map((row) => ({ ...row, isView: false, isForeign: false, columns: [] }));
}

class MigrationDialect extends PostgresDialect {
  // Kysely's own looks into every schema of the database by name, and fails where one is dropped meanwhile.
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return {
      getTables: () => listTables(db),
      getSchemas: async () => {
        const { rows } = await sql<{ name: string }>`
          select nspname as name from pg_catalog.pg_namespace`.execute(db);
        return rows;
      },
    };
  }
}

/** For migrations: what others do to their schemas of the same database does not touch it. */
export function buildMigrationDialect(config: PostgresDialectConfig): PostgresDialect {
  return new MigrationDialect(config);
}
