import { openStore } from "../src/store/open-store.ts";
import { makeChange, SINCE_MS } from "./made-changes.ts";
import { MADE_CATALOG } from "./made-history.ts";

// Fills the store of the environment with `process.argv[2]` made changes of one repository and its catalog.
const count = Number(process.argv[2]);
const AT_ONCE = 5_000;
const databaseUrl = process.env["BENCH_DATABASE_URL"] ?? "";

const store = await openStore({
  dataDir: process.env["BENCH_DATA_DIR"] ?? "",
  now: () => Date.now(),
  ...(databaseUrl === "" ? {} : { databaseUrl }),
});
await store.bump([{ subject: { kind: "repository", installationId: 77, repositoryId: 900 }, priority: 2 }]);
const [claim] = await store.claimWork({ owner: "bench", limit: 1, leaseMs: 60_000 });
if (claim === undefined) throw new Error("There was nothing to claim.");
const repository = {
  id: 900,
  installationId: 77,
  ownerId: 5,
  owner: "acme",
  name: "shop",
  visibility: "private",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
} as const;
const catalog = {
  repositoryId: 900,
  layer: "repository",
  source: "acme/shop",
  path: ".github/throughline.yml",
  state: "text",
  text: MADE_CATALOG,
  readAtMs: SINCE_MS,
} as const;
await store.settle(claim, { kind: "done" }, { repositories: [repository], catalogs: [catalog] });
for (let start = 0; start < count; start += AT_ONCE) {
  const length = Math.min(AT_ONCE, count - start);
  await store.saveChanges(
    Array.from({ length }, (_, index) => ({
      repositoryId: 900,
      change: makeChange(start + index, { count, sinceMs: SINCE_MS }),
      catalogVersion: "v1",
    })),
  );
}
await store.close();
