import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { composeOfflineStore, composeStore } from "../../src/compose/compose-store.ts";
import { openReportStore } from "../../src/store/open-reader.ts";
import { openStore } from "../../src/store/open-store.ts";
import { requireStore } from "../../src/store/require-store.ts";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "throughline-require-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it("says that what stands in the place of the store is no file", async () => {
  const dataDir = makeFolder();
  mkdirSync(join(dataDir, "throughline.sqlite"));
  await expect(openReportStore({ dataDir })).rejects.toThrow(
    /^The store .* can't be opened \(.*\): check that it/,
  );
});

it("makes no store for a command that works on the service's", async () => {
  const dataDir = join(makeFolder(), "elsewhere");
  await expect(composeOfflineStore({ dataDir })).rejects.toThrow(
    /^There is no store .*elsewhere.throughline\.sqlite: set DATA_DIR or DATABASE_URL/,
  );
  // Nor did the refusal leave one behind.
  expect(() => requireStore({ dataDir })).toThrow(/^There is no store /);
});

it("opens the one that is there", async () => {
  const dataDir = makeFolder();
  await (await openStore({ dataDir, now: () => 0, budgets: "off" })).close();
  const store = await composeOfflineStore({ dataDir });
  expect(await store.listDeadWork(1)).toEqual([]);
  await store.close();
});

it("leaves a server of PostgreSQL to speak for itself", () => {
  expect(() =>
    requireStore({ databaseUrl: "postgres://127.0.0.1:1/none", dataDir: makeFolder() }),
  ).not.toThrow();
});

it.each(["/proc/throughline", "/proc/throughline/data", "/dev/null", "/dev/null/data"])(
  "says that no folder can be made at %s, and ends",
  async (dataDir) => {
    await expect(composeStore({ dataDir, budgets: { kind: "off" } })).rejects.toThrow(
      /^The folder \S+ can't be made: .*\. Set DATA_DIR to a folder that this user may write into\.$/,
    );
  },
);

it("makes the folders above the store, for this user alone", async () => {
  const dataDir = join(makeFolder(), "deep", "data");
  await (await composeStore({ dataDir, budgets: { kind: "off" } })).close();
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});
