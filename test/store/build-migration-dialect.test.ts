import { Kysely } from "kysely";
import pg from "pg";
import { expect, it } from "vitest";
import { buildMigrationDialect } from "../../src/store/dialects.ts";
import { makeSchema, TEST_DATABASE_URL } from "./store-rig.ts";

// Nothing to look at without a server.
it.runIf(TEST_DATABASE_URL !== undefined)(
  "on PostgreSQL, looks at the tables of its own schema alone",
  async () => {
    const [own, other] = [await makeSchema(TEST_DATABASE_URL!), await makeSchema(TEST_DATABASE_URL!)];
    for (const { url } of [own, other]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("create table kysely_migration (name text)").finally(() => client.end());
    }
    const db = new Kysely<unknown>({
      dialect: buildMigrationDialect({ pool: new pg.Pool({ connectionString: own.url, max: 1 }) }),
    });
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
    const name = new URL(own.url).searchParams.get("application_name");
    expect(tables.map((table) => [table.schema, table.name])).toEqual([[name, "kysely_migration"]]);
    await db.destroy();
    await own.drop();
    await other.drop();
  },
);
