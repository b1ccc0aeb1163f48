import type SqliteConnection from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from "kysely";

/** Far more than the store has queries; lists of ids of many lengths would else grow it without end. */
const MOST_STATEMENTS = 500;

/** Kysely prepares a statement anew for each call; the store asks the same few over and over. */
function keepStatements(connection: SqliteConnection.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => connection.close(),
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept !== undefined) return kept;
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const statement = connection.prepare<readonly unknown[]>(sql) as unknown as SqliteStatement;
      statements.set(sql, statement);
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
