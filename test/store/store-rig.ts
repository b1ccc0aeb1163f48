/** What the tests of the store share: a clock that stands still and both engines. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe } from "vitest";
import type { BudgetSettings } from "../../src/store/budget.ts";
import { buildStore } from "../../src/store/build-store.ts";
import type { Engine } from "../../src/store/engine.ts";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { openSqlite } from "../../src/store/open-sqlite.ts";
import type { Tables } from "../../src/store/tables.ts";
import type { ServiceStore, StoreWrites, WorkClaim } from "../../src/workflows/ports/service-store.ts";
import { START_MS } from "./store-builders.ts";

// Vitest's worker may read the environment; the sources may not.
export const TEST_DATABASE_URL = process.env["TEST_DATABASE_URL"];

export interface Rig {
  readonly store: ServiceStore;
  readonly engine: Engine;
  /** The clock that the store reads, also on PostgreSQL. */
  nowMs: number;
  /** The same database as another process would have it (SQLite: after this one has ended). */
  reopen(budgets?: BudgetSettings): Promise<ServiceStore>;
  close(): Promise<void>;
}

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), "throughline-store-"));
}

/** A schema of its own within TEST_DATABASE_URL, dropped by `drop`. */
export async function makeSchema(databaseUrl: string) {
  const schema = `store_${randomBytes(6).toString("hex")}`;
  const url = new URL(databaseUrl);
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create schema ${schema}`);
  url.searchParams.set("options", `-c search_path=${schema}`);
  url.searchParams.set("application_name", schema);
  return { url: url.href, drop: () => run(`drop schema ${schema} cascade`) };
}

async function openSqliteRig(budgets?: BudgetSettings): Promise<Rig> {
  const dataDir = makeFolder();
  const clock = { nowMs: START_MS };
  let engine = await openSqlite({ dataDir, now: () => clock.nowMs });
  return Object.assign(clock, {
    store: await buildStore(engine, budgets),
    engine,
    async reopen(newBudgets?: BudgetSettings) {
      await engine.close();
      engine = await openSqlite({ dataDir, now: () => clock.nowMs });
      return await buildStore(engine, newBudgets ?? budgets);
    },
    async close() {
      await engine.close();
      rmSync(dataDir, { recursive: true });
    },
  });
}

type OpenRig = (budgets?: BudgetSettings) => Promise<Rig>;

const TABLES: Readonly<Record<keyof Tables, true>> = {
  delivery: true,
  work: true,
  budget: true,
  delivery_log: true,
  installation: true,
  repository: true,
  pull_request: true,
  changed_paths: true,
  statement: true,
  heard_comment: true,
  check_run: true,
  sticky_comment: true,
  landed_change: true,
  catalog_file: true,
  insight: true,
  reading: true,
  backfill: true,
  linked_issue: true,
  decision: true,
  report_issue: true,
  summary_week: true,
  summary_issue: true,
  summary_channel: true,
  seen_answer: true,
  credit_statement: true,
  change_note: true,
  learning: true,
  credit_opt_out: true,
};

/** Rigs in one schema, emptied after each: making the tables takes a second, deleting a few rows does not. */
function preparePostgres(databaseUrl: string): { openRig: OpenRig; drop: () => Promise<void> } {
  let schema: ReturnType<typeof makeSchema> | undefined;
  const openRig = async (budgets?: BudgetSettings): Promise<Rig> => {
    schema ??= makeSchema(databaseUrl);
    const { url } = await schema;
    const clock = { nowMs: START_MS };
    const engines: Engine[] = [];
    const open = async () => {
      const engine = { ...(await openPostgres({ databaseUrl: url })), readNow: async () => clock.nowMs };
      engines.push(engine);
      return engine;
    };
    const engine = await open();
    return Object.assign(clock, {
      store: await buildStore(engine, budgets),
      engine,
      reopen: async (newBudgets?: BudgetSettings) => buildStore(await open(), newBudgets ?? budgets),
      async close() {
        for (const table of Object.keys(TABLES) as (keyof Tables)[])
          await engine.db.deleteFrom(table).execute();
        for (const opened of engines) await opened.close();
      },
    });
  };
  return { openRig, drop: async () => (await schema)?.drop() };
}

function describeOn(name: string, openRig: OpenRig, tests: (open: OpenRig) => void): void {
  describe(name, () => {
    const rigs: Rig[] = [];
    afterEach(async () => {
      for (const rig of rigs.splice(0)) await rig.close();
    });
    tests(async (budgets) => {
      const rig = await openRig(budgets);
      rigs.push(rig);
      return rig;
    });
  });
}

/** The same tests over SQLite and, where TEST_DATABASE_URL is set, PostgreSQL. Each `open` is an empty store. */
export function describeOnEngines(name: string, tests: (open: OpenRig) => void): void {
  describeOn(`${name} on SQLite`, openSqliteRig, tests);
  if (TEST_DATABASE_URL === undefined) return;
  const { openRig, drop } = preparePostgres(TEST_DATABASE_URL);
  describeOn(`${name} on PostgreSQL`, openRig, (open) => {
    afterAll(drop);
    tests(open);
  });
}

export const LEASE_MS = 15_000;

let workers = 0;

/** Each time by another worker: one that asks again has not died. */
export async function claim(store: ServiceStore, limit = 100): Promise<readonly WorkClaim[]> {
  workers += 1;
  return await store.claimWork({ owner: `worker-${workers}`, limit, leaseMs: LEASE_MS });
}

export async function claimOne(store: ServiceStore): Promise<WorkClaim> {
  const [first, ...others] = await claim(store);
  if (first === undefined || others.length > 0) throw new Error(`${others.length} claims beside one`);
  return first;
}

/** Writes through a subject of its own, as every write goes. */
export async function write(store: ServiceStore, writes: StoreWrites): Promise<void> {
  await store.bump([{ subject: { kind: "repository", installationId: 1, repositoryId: 1 }, priority: 0 }]);
  const claims = await store.claimWork({ owner: "writer", limit: 1, leaseMs: LEASE_MS });
  if (claims[0]?.key !== "repository:1") throw new Error("something more urgent was waiting");
  if ((await store.settle(claims[0], { kind: "done" }, writes)) !== "settled") throw new Error("refused");
}
