import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import SqliteConnection from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { buildStore } from "../../src/store/build-store.ts";
import { openSqlite } from "../../src/store/open-sqlite.ts";
import { openStore } from "../../src/store/open-store.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { deliveryOf, START_MS, stateOf, subjectOf } from "./store-builders.ts";
import { claim, claimOne, makeFolder, write } from "./store-rig.ts";

const folders: string[] = [];
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = makeFolder();
  folders.push(folder);
  return folder;
}

const open = (dataDir: string) => openStore({ dataDir, now: Date.now });

/** The child of hold-store.ts, with the ids it has acknowledged so far. */
async function startHolder(dataDir: string) {
  const script = fileURLToPath(new URL("hold-store.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [claimed] = (await once(lines, "line")) as [string];
  const acknowledged: string[] = [];
  lines.on("line", (line) => acknowledged.push(line));
  return { child, lines, claimed, acknowledged };
}

describe("opening the embedded store", () => {
  it("makes the folder, and files that only this user may read", async () => {
    const dataDir = join(newFolder(), "data");
    const store = await open(dataDir);
    await write(store, { pullRequests: [stateOf(1)] });
    for (const file of ["throughline.sqlite", "throughline.sqlite-wal"]) {
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    }
    await store.close();
  });

  it("narrows the rights of a file that others could read", async () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, "throughline.sqlite"), "", { mode: 0o644 });
    await (await open(dataDir)).close();
    expect(statSync(join(dataDir, "throughline.sqlite")).mode & 0o777).toBe(0o600);
  });

  it("keeps what it promises of its file: write-ahead log, commits on the disk, pages that can be given back", async () => {
    const dataDir = newFolder();
    await (await open(dataDir)).close();
    const file = new SqliteConnection(join(dataDir, "throughline.sqlite"), { readonly: true });
    expect(file.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(file.pragma("auto_vacuum", { simple: true })).toBe(2);
    file.close();
  });

  it("refuses a second opening, naming the file and the process that has it", async () => {
    const dataDir = newFolder();
    const store = await open(dataDir);
    const refusal = await open(dataDir).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreError);
    expect((refusal as Error).message).toBe(
      `The store ${join(dataDir, "throughline.sqlite")} is in use by process ${process.pid}: stop it first, or set DATABASE_URL to a PostgreSQL server, which several processes can share.`,
    );
    // The refused opening has not let go of the lock either.
    await expect(open(dataDir)).rejects.toThrow("is in use");
    await store.close();
    await (await open(dataDir)).close();
  });

  it("refuses a damaged file, and says how to get it back", async () => {
    const dataDir = newFolder();
    const file = join(dataDir, "throughline.sqlite");
    writeFileSync(file, "this is no database, but it is long enough to have a header ".repeat(100));
    const message = `The store ${file} is damaged: delete it with its -wal and -shm files and run "throughline backfill", which rebuilds it from GitHub.`;
    await expect(open(dataDir)).rejects.toThrow(message);
    await expect(open(dataDir)).rejects.toThrow(message);
  });

  it.each(["overwritten", "cut"] as const)("refuses a file of which some pages are %s", async (damage) => {
    const dataDir = newFolder();
    const file = join(dataDir, "throughline.sqlite");
    const store = await open(dataDir);
    await store.recordDeliveries(Array.from({ length: 500 }, (_, n) => deliveryOf(`d${n}`, n)));
    await store.close();
    if (damage === "cut") truncateSync(file, 4096 * 20);
    else writeSync(openSync(file, "r+"), Buffer.alloc(4096 * 30, 7), 0, 4096 * 30, 4096 * 8);
    await expect(open(dataDir)).rejects.toThrow(/is damaged: delete it .* "throughline backfill"/);
  });

  it("says so when the folder can't be made", async () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    await expect(open(join(file, "data"))).rejects.toThrow(StoreError);
  });

  it("voids all leases: the process that held them is gone", async () => {
    const dataDir = newFolder();
    const store = await open(dataDir);
    await store.bump([{ subject: subjectOf(1), priority: 2 }]);
    const held = await claimOne(store);
    await store.close();
    const again = await open(dataDir);
    expect((await claimOne(again)).fence).toBe(held.fence + 1);
    expect(await again.settle(held, { kind: "done" }, {})).toBe("refused");
    await again.close();
  });

  it("acknowledges nothing while the disk is full, and goes on when there is room", async () => {
    const engine = await openSqlite({ dataDir: newFolder(), now: Date.now });
    const store = await buildStore(engine);
    const limitPages = (pages: number) => sql.raw(`pragma max_page_count = ${pages}`).execute(engine.db);
    await limitPages(1); // As many as there are: the limit never goes below.
    const deliveries = Array.from({ length: 200 }, (_, n) => deliveryOf(`d${n}`, n));
    await expect(store.recordDeliveries(deliveries)).rejects.toThrow("full");
    expect(await claim(store)).toEqual([]);
    await limitPages(100_000);
    expect(new Set(await store.recordDeliveries(deliveries))).toEqual(new Set(["new"]));
    await store.close();
  });

  it("gives the room of deleted rows back to the file system", async () => {
    const dataDir = newFolder();
    const engine = await openSqlite({ dataDir, now: () => START_MS + 86_400_000 * 40 });
    const store = await buildStore(engine);
    await store.recordDeliveries(Array.from({ length: 3_000 }, (_, n) => deliveryOf(`d${n}`, n)));
    await engine.db.updateTable("delivery").set({ state: "done" }).execute();
    const countPages = async () =>
      (await sql<{ page_count: number }>`pragma page_count`.execute(engine.db)).rows[0]?.page_count ?? 0;
    const before = await countPages();
    expect(await store.deleteExpired(86_400_000 * 400)).toBe(3_000);
    expect(await countPages()).toBeLessThan(before * 0.7);
    await store.close();
  });

  it("throws when it is used after it was closed", async () => {
    const store = await open(newFolder());
    await store.close();
    await expect(store.recordDeliveries([deliveryOf("d1", 1)])).rejects.toThrow();
  });
});

describe("a process that is killed", () => {
  it("loses nothing it acknowledged, and leaves neither a lock nor a lease behind", async () => {
    const dataDir = newFolder();
    const { child, lines, claimed, acknowledged } = await startHolder(dataDir);
    expect(claimed).toBe("claimed 1");
    await expect(open(dataDir)).rejects.toThrow(`is in use by process ${child.pid}:`);
    while (acknowledged.length < 50) await once(lines, "line");
    child.kill("SIGKILL");
    // Closed, not only ended: the last lines are read.
    await once(child, "close");

    const store = await open(dataDir);
    const found = (await claim(store)).flatMap(({ deliveries }) => deliveries.map(({ id }) => id));
    expect(found).toContain("first");
    expect(acknowledged.filter((id) => !found.includes(id))).toEqual([]);
    const sent = [...acknowledged, "first"].map((id) => deliveryOf(id, 1));
    expect(new Set(await store.recordDeliveries(sent))).toEqual(new Set(["duplicate"]));
    await store.close();
    expect(existsSync(join(dataDir, "throughline.lock"))).toBe(true);
    expect(readFileSync(join(dataDir, "throughline.pid"), "utf8")).toBe(`${process.pid}\n`);
  });
});
