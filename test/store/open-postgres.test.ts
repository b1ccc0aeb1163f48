import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openPostgres } from "../../src/store/open-postgres.ts";
import { openStore } from "../../src/store/open-store.ts";
import { StoreError } from "../../src/store/store-error.ts";
import type { ServiceStore } from "../../src/workflows/ports/service-store.ts";
import { startSwallower } from "../support/start-swallower.ts";
import { deliveryOf, subjectOf } from "./store-builders.ts";
import { claim, claimOne, makeSchema, TEST_DATABASE_URL } from "./store-rig.ts";

it("names the server, and never the password, when it can't be reached", async () => {
  const databaseUrl = "postgres://ada:secret@127.0.0.1:1/shop";
  const refusal = await openStore({ databaseUrl, dataDir: "/nowhere", now: () => 0 }).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(StoreError);
  expect((refusal as Error).message).toMatch(
    /^The PostgreSQL server 127\.0\.0\.1:1\/shop can't be used \(.*ECONNREFUSED.*\): check DATABASE_URL/,
  );
  expect((refusal as Error).message).not.toContain("secret");
});

it("says so when the address can't be read", async () => {
  await expect(openPostgres({ databaseUrl: "nonsense" })).rejects.toThrow(StoreError);
});

function testReplicas(databaseUrl: string): void {
  const stores: ServiceStore[] = [];
  let drop: (() => Promise<void>) | undefined;

  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await drop?.();
  });

  async function startReplicas(count: number): Promise<{ url: string; replicas: ServiceStore[] }> {
    const schema = await makeSchema(databaseUrl);
    drop = schema.drop;
    const replicas = await Promise.all(
      // Their own clocks are wrong by years: none of it may show.
      Array.from({ length: count }, (_, n) =>
        openStore({ databaseUrl: schema.url, dataDir: "/nowhere", now: () => n * 1e11 }),
      ),
    );
    stores.push(...replicas);
    return { url: schema.url, replicas };
  }

  it("make their tables once, though they start at once", async () => {
    const { replicas } = await startReplicas(5);
    await replicas[0]!.recordDeliveries([deliveryOf("d1", 1)]);
    expect(await replicas[4]!.recordDeliveries([deliveryOf("d1", 1)])).toEqual(["duplicate"]);
  });

  it("share out the work, none of it twice", async () => {
    const { replicas } = await startReplicas(3);
    await replicas[0]!.bump(
      Array.from({ length: 300 }, (_, n) => ({ subject: subjectOf(n), priority: 2 as const })),
    );
    const drain = async (store: ServiceStore) => {
      const keys: string[] = [];
      for (;;) {
        const claims = await store.claimWork({ owner: "replica", limit: 5, leaseMs: 60_000 });
        if (claims.length === 0) return keys;
        keys.push(...claims.map(({ key }) => key));
        for (const held of claims) expect(await store.settle(held, { kind: "done" }, {})).toBe("settled");
      }
    };
    const keys = (await Promise.all(replicas.map(drain))).flat();
    expect(new Set(keys).size).toBe(300);
    expect(keys).toHaveLength(300);
  });

  it("agree on the time, which is the server's", async () => {
    const { replicas } = await startReplicas(2);
    await replicas[0]!.bump([{ subject: subjectOf(1), priority: 2 }]);
    const held = await claimOne(replicas[0]!);
    expect(await claim(replicas[1]!)).toEqual([]);
    const due = await replicas[1]!.findNextDueMs();
    expect(Math.abs((due ?? 0) - 15_000 - Date.now())).toBeLessThan(60_000);
    expect(await replicas[0]!.renewLeases([held], -60_000)).toEqual(new Set([held.key]));
    // The one that was paused past its lease writes nothing over the other's work.
    const taken = await claimOne(replicas[1]!);
    expect(await replicas[0]!.settle(held, { kind: "done" }, {})).toBe("refused");
    expect(await replicas[1]!.settle(taken, { kind: "done" }, {})).toBe("settled");
  });

  it("record the same deliveries at once without waiting for each other for ever", async () => {
    const { replicas } = await startReplicas(2);
    const deliveries = Array.from({ length: 40 }, (_, n) => deliveryOf(`d${n}`, n % 5));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, round) =>
        replicas[round % 2]!.recordDeliveries(round % 3 === 0 ? deliveries : [...deliveries].reverse()),
      ),
    );
    expect(answers.flat().filter((answer) => answer === "new")).toHaveLength(40);
  });

  it("throw while the server has gone, and go on when it is back", async () => {
    const { url, replicas } = await startReplicas(1);
    await replicas[0]!.recordDeliveries([deliveryOf("d1", 1)]);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query("alter table delivery rename to gone");
    await expect(replicas[0]!.recordDeliveries([deliveryOf("d2", 1)])).rejects.toThrow("delivery");
    await other.query("alter table gone rename to delivery");
    // Cuts the idle connections of this schema's name, as a restart of the server would cut all.
    await other.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = current_setting('application_name') and pid <> pg_backend_pid()`,
    );
    await other.end();
    const answers = await Promise.allSettled(
      [1, 2].map(() => replicas[0]!.recordDeliveries([deliveryOf("d2", 1)])),
    );
    expect(answers.some(({ status }) => status === "fulfilled")).toBe(true);
  });
}

function testBrokenConnections(databaseUrl: string): void {
  it("outlives connections that are cut in the middle of its work", async () => {
    const schema = await makeSchema(databaseUrl);
    const store = await openStore({ databaseUrl: schema.url, dataDir: "/nowhere", now: () => 0 });
    const other = new pg.Client({ connectionString: schema.url });
    await other.connect();
    let isDone = false;
    const failed: unknown[] = [];
    const load = Array.from({ length: 8 }, async (_, worker) => {
      for (let n = 0; !isDone; n += 1) {
        await store.recordDeliveries([deliveryOf(`d${worker}-${n}`, n % 3)]).catch((error: unknown) => {
          failed.push(error);
        });
      }
    });
    // A client in use whose connection breaks says so by an event, which unheard would end this process.
    while (failed.length < 20) {
      await other.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = current_setting('application_name') and pid <> pg_backend_pid()`,
      );
    }
    isDone = true;
    await Promise.all(load);
    await other.end();
    // The last of the cut connections may still be dying in the pool; whoever meets it tries again, as GitHub does.
    const record = () => store.recordDeliveries([deliveryOf("last", 1)]);
    await vi.waitFor(async () => expect(["new", "duplicate"]).toContain((await record())[0]), 30_000);
    await store.close();
    await schema.drop();
  });

  it("gives up connections that answer nothing any more, and goes on with new ones", async () => {
    const schema = await makeSchema(databaseUrl);
    const network = await startSwallower(schema.url);
    const engine = await openPostgres({ databaseUrl: network.url, silenceMs: 2_000 });
    // All connections of the pool are open and idle, then lost.
    await Promise.all(Array.from({ length: 10 }, () => engine.inTransaction((db) => engine.readNow(db))));
    network.swallow("open");
    const lost = await Promise.allSettled(
      Array.from({ length: 10 }, () => engine.inTransaction((db) => engine.readNow(db))),
    );
    expect(lost.some(({ status }) => status === "rejected")).toBe(true);
    expect(await engine.inTransaction((db) => engine.readNow(db))).toBeGreaterThan(0);
    await engine.close();
    await network.close();
    await schema.drop();
  });
}

if (TEST_DATABASE_URL !== undefined) {
  const databaseUrl = TEST_DATABASE_URL;
  describe("replicas on PostgreSQL", () => testReplicas(databaseUrl));
  describe("broken connections to PostgreSQL", () => testBrokenConnections(databaseUrl));
}
