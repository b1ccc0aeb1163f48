import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { openSurveyStore } from "../../src/store/open-survey-store.ts";
import { changeOf, deliveryOf, REPOSITORY, REPOSITORY_ID, START_MS } from "./store-builders.ts";
import { claimOne, makeFolder, makeSchema, TEST_DATABASE_URL, write } from "./store-rig.ts";

interface Place {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Beside every store that is open. */
  run(statement: string): Promise<void>;
}

async function makeFile(): Promise<Place> {
  const dataDir = makeFolder();
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return {
    dataDir,
    run: async (statement) => {
      const connection = new SqliteConnection(join(dataDir, "throughline.sqlite"));
      connection.exec(statement);
      connection.close();
    },
  };
}

async function makeServer(url: string): Promise<Place> {
  const schema = await makeSchema(url);
  onTestFinished(schema.drop);
  return {
    dataDir: "",
    databaseUrl: schema.url,
    run: async (statement) => {
      const client = new pg.Client({ connectionString: schema.url });
      await client.connect();
      await client.query(statement).finally(() => client.end());
    },
  };
}

const ENGINES = [
  ["sqlite", makeFile],
  ...(TEST_DATABASE_URL === undefined
    ? []
    : ([["postgres", () => makeServer(TEST_DATABASE_URL ?? "")]] as const)),
] as const;

describe.each(ENGINES)("a survey on %s", (engine, makePlace) => {
  it("describes a store beside the process that writes to it", async () => {
    const place = await makePlace();
    const store = await openStore({ ...place, now: () => START_MS });
    onTestFinished(() => store.close());
    await store.recordDeliveries([
      deliveryOf("d1", 1),
      { ...deliveryOf("d2", 1), receivedAtMs: START_MS + 5 },
    ]);
    await store.saveChanges([
      { repositoryId: REPOSITORY_ID, change: changeOf(1, START_MS - 9), catalogVersion: "v" },
    ]);
    await write(store, { repositories: [REPOSITORY] });
    await store.hold(77, START_MS + 60_000);
    const claim = await claimOne(store);
    await store.settle(claim, { kind: "dead", why: "refused (422)" }, {});
    const survey = openSurveyStore(place);
    onTestFinished(() => survey.close());
    const found = await survey.readSurvey();
    expect(found).toMatchObject({
      engine,
      migrations: { missing: [], unknown: [] },
      content: {
        deadWork: [{ key: claim.key, why: "refused (422)" }],
        lastDeliveryAtMs: START_MS + 5,
        oldestChangeAtMs: START_MS - 9,
        repositories: 1,
        heldSummaries: [],
      },
    });
    expect(found.sizeBytes).toBeGreaterThan(10_000);
    expect("freeBytes" in found).toBe(engine === "sqlite");
    expect(await survey.findHold(77)).toBe(START_MS + 60_000);
    expect(await survey.findHold(78)).toBeUndefined();
  });

  it("tells an older version, whose rows it leaves alone, from a newer one", async () => {
    const place = await makePlace();
    await (await openStore({ ...place, now: () => START_MS })).close();
    await place.run("insert into kysely_migration (name, timestamp) values ('9999-later', '')");
    const newer = openSurveyStore(place);
    expect(await newer.readSurvey()).toMatchObject({ migrations: { missing: [], unknown: ["9999-later"] } });
    await newer.close();
    await place.run("delete from kysely_migration where name like '0002%'");
    const older = openSurveyStore(place);
    const found = await older.readSurvey();
    await older.close();
    expect(found.migrations.missing).toEqual(["0002-report-tables"]);
    expect(found).not.toHaveProperty("content");
  });
});

describe("a survey of what is no store", () => {
  it("is a sentence", async () => {
    const { dataDir } = await makeFile();
    expect(() => openSurveyStore({ dataDir })).toThrow(/^There is no store .*: set DATA_DIR/);
    writeFileSync(join(dataDir, "throughline.sqlite"), "no database, but long enough to be read as one");
    const survey = openSurveyStore({ dataDir });
    await expect(survey.readSurvey()).rejects.toThrow(/^The store .*throughline\.sqlite can't be read \(/);
    await survey.close();
  });
});
