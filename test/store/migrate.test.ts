import SqliteConnection from "better-sqlite3";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { expect, it } from "vitest";
import { buildSqliteDialect } from "../../src/store/dialects.ts";
import type { Database } from "../../src/store/engine.ts";
import { migrate } from "../../src/store/migrate.ts";
import { firstTables } from "../../src/store/migrations/first-tables.ts";
import { findPullRequest } from "../../src/store/pull-request-rows.ts";

function openMemory() {
  const connection = new SqliteConnection(":memory:");
  return { connection, db: new Kysely<unknown>({ dialect: buildSqliteDialect(connection) }) };
}

/** Every statement that makes the schema: each table with a line for each column, then its indexes. */
function dumpSchema(connection: SqliteConnection.Database): string {
  const rows = connection
    .prepare<[], { sql: string }>(
      `select sql from sqlite_master where sql is not null and name not like 'kysely%'
       order by tbl_name, type desc, name`,
    )
    .all();
  const statements = rows.map(({ sql }) =>
    sql.startsWith("CREATE TABLE")
      ? sql
          .replace(/, (?=constraint|"\w+" (?:bigint|integer|text)\b)/g, ",\n  ")
          .replace(/\((.*)\)$/s, "(\n  $1\n)")
      : sql,
  );
  return statements.map((sql) => `${sql};\n`).join("\n");
}

it("the schema is the one that was reviewed (test/store/schema.sql: vitest run test/store -u renews it)", async () => {
  const { connection, db } = openMemory();
  await migrate(db);
  await expect(dumpSchema(connection)).toMatchFileSnapshot("schema.sql");
});

it("a second start changes nothing", async () => {
  const { connection, db } = openMemory();
  await migrate(db);
  const before = connection.prepare("select * from sqlite_master").all();
  await migrate(db);
  expect(connection.prepare("select * from sqlite_master").all()).toEqual(before);
});

it("a migration that ends half-way leaves nothing behind", async () => {
  const { connection, db } = openMemory();
  const failing = {
    async up(inner: Kysely<unknown>) {
      await firstTables.up(inner);
      throw new Error("the power went");
    },
  };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ failing }) } });
  expect((await migrator.migrateToLatest()).error).toEqual(new Error("the power went"));
  expect(dumpSchema(connection)).toBe("");
  await migrate(db);
  expect(dumpSchema(connection)).toContain('CREATE TABLE "delivery"');
});

it("keeps pull requests of before who wrote their descriptions was kept, as not known", async () => {
  const { connection, db } = openMemory();
  await migrate(db);
  connection.exec(`
    alter table pull_request drop column bot_writing;
    delete from kysely_migration where name = '0014-bot-writing-column';
    insert into pull_request (repository_id, number, updated_at_ms, status, title, body, author_id, author_login,
      author_is_bot, is_draft, labels, head_sha, head_branch, base_branch, is_from_fork, created_at_ms)
    values (900, 1, 5, 'open', 'Faster', 'Impact: none', 11, 'mona', 0, 0, '[]', 'abc', 'faster', 'main', 0, 5);
  `);
  await migrate(db);
  const state = await findPullRequest(db as unknown as Database, 900, 1);
  expect(state).toMatchObject({ body: "Impact: none", author: { login: "mona" } });
  expect(state).not.toHaveProperty("botWriting");
});
