import SqliteConnection from "better-sqlite3";
import { Kysely } from "kysely";
import { expect, it } from "vitest";
import { buildStore } from "../../src/store/build-store.ts";
import { buildSqliteDialect } from "../../src/store/dialects.ts";
import type { Engine } from "../../src/store/engine.ts";
import { migrate } from "../../src/store/migrate.ts";
import type { Tables } from "../../src/store/tables.ts";
import type { ServiceStore } from "../../src/workflows/ports/service-store.ts";
import { deliveryOf, START_MS, stateOf } from "./store-builders.ts";
import { claimOne } from "./store-rig.ts";

/** A store that writes down each statement it runs. */
async function openRecorded() {
  const connection = new SqliteConnection(":memory:");
  const statements: { sql: string; parameters: readonly unknown[] }[] = [];
  const db = new Kysely<Tables>({
    dialect: buildSqliteDialect(connection),
    log: ({ query: { sql, parameters } }) => {
      statements.push({ sql, parameters });
    },
  });
  await migrate(db);
  const engine: Engine = {
    kind: "sqlite",
    db,
    readNow: async () => START_MS,
    inTransaction: (work) => db.transaction().execute(work),
    releaseFreePages: async () => undefined,
    close: () => db.destroy(),
  };
  return { connection, statements, store: await buildStore(engine) };
}

/** What SQLite would read row by row: the tables of its plans without a search by key or index. */
async function listScans(ask: (store: ServiceStore) => Promise<unknown>): Promise<readonly string[]> {
  const { connection, statements, store } = await openRecorded();
  await store.recordDeliveries([deliveryOf("d1", 1)]);
  statements.length = 0;
  await ask(store);
  const scans = statements.flatMap(({ sql, parameters }) => {
    if (/^(begin|commit|insert)/.test(sql.trim())) return [];
    const plan = connection
      .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
      .all(...parameters);
    // "SCAN w" alone reads the table; "SCAN w USING INDEX" reads in the order of an index and stops at the limit.
    return plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!.*USING)|TEMP B-TREE/.test(detail));
  });
  expect(statements.length).toBeGreaterThan(0);
  return scans;
}

it.each<[string, (store: ServiceStore) => Promise<unknown>]>([
  ["claiming work", (store) => claimOne(store)],
  ["settling work", async (store) => store.settle(await claimOne(store), { kind: "done" }, {})],
  [
    "settling with writes",
    async (store) => store.settle(await claimOne(store), { kind: "done" }, { pullRequests: [stateOf(1)] }),
  ],
  ["renewing a lease", async (store) => store.renewLeases([await claimOne(store)], 1)],
  ["taking a request", (store) => store.take(1, "content")],
  ["finding when work is due", (store) => store.findNextDueMs()],
  ["reading the figures", (store) => store.readFigures()],
  ["deleting what is expired", (store) => store.deleteExpired(1)],
  ["finding a repository by name", (store) => store.findRepositoryByName("acme", "shop")],
  ["listing an installation's repositories", (store) => store.listRepositories(1)],
  ["listing open pull requests", (store) => store.listOpenPullRequests(1)],
  ["listing pull requests of a head", (store) => store.listPullRequestsByHead(1, "a")],
  ["finding the last check", (store) => store.findLastCheck(1, 1, "throughline")],
  ["asking for any check", (store) => store.hasChecks(1)],
  ["listing checks for few", (store) => store.listChecksForFew(1, 1)],
  ["listing pull requests with checks", (store) => store.listCheckedNumbers(1, "for few")],
  ["listing who extends a catalog", (store) => store.listExtending(["acme/base"])],
  ["finding a change", (store) => store.findChange(1, 1)],
  ["listing insights", (store) => store.listInsights(1, { month: "2026-11", number: 1 })],
  ["listing recent changes", (store) => store.listRecentChanges(1, 200)],
  ["finding how far a back-fill is", (store) => store.findBackfill(1)],
  ["listing what landed", (store) => store.listLanded(1, { sinceMs: 0, limit: 50 })],
  [
    "listing what landed behind another",
    (store) => store.listLanded(1, { sinceMs: 0, after: { mergedAtMs: 5, number: 2 }, limit: 50 }),
  ],
  ["listing what was credited", (store) => store.listCreditStatements(1, 1)],
  ["finding notes", (store) => store.findNotes(1, 1)],
  ["listing notes", (store) => store.listNotes(1, { sinceMs: 0, untilMs: 9, limit: 50 })],
  [
    "listing learnings",
    (store) =>
      store.listLearnings({
        ownerId: 1,
        metrics: ["a", "b"],
        exceptRepositoryId: 1,
        visibilities: ["public", "private"],
        limit: 3,
      }),
  ],
  ["listing linked issues", (store) => store.listLinkedIssues(1, ["#1", "#2"])],
])("%s reads no table whole", async (_name, ask) => {
  expect(await listScans(ask)).toEqual([]);
});

it("the test would see a table that is read whole", async () => {
  expect(await listScans((store) => store.forgetUser(42))).not.toEqual([]);
});
