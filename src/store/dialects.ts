import type SqliteConnection from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  sql,
} from "kysely";

/** Far more than the store has queries; lists of ids of many lengths would else grow it without end. */
const MOST_STATEMENTS = 500;

/** Kysely prepares a statement anew for each call; the store asks the same few over and over. */
function keepStatements(connection: SqliteConnection.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => connection.close(),
    prepare(query) {
      const kept = statements.get(query);
      if (kept !== undefined) return kept;
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const statement = connection.prepare<readonly unknown[]>(query) as unknown as SqliteStatement;
      statements.set(query, statement);
      return statement;
    },
  };
}

class ImmediateDriver extends SqliteDriver {
  // A deferred transaction that reads and then writes can fail half-way; taking the write lock first can't.
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

class TransactionalAdapter extends SqliteAdapter {
  // SQLite rolls back `create table`; Kysely's adapter says no, and would leave a half-done migration after a kill.
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely on one connection. Kysely itself lets one transaction or one plain call at a time onto it. */
export function buildSqliteDialect(connection: SqliteConnection.Database): Dialect {
  const database = keepStatements(connection);
  return {
    createDriver: () => new ImmediateDriver({ database }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}

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
