import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AssessedChange } from "../../src/model/change.ts";
import type { PullRequestState } from "../../src/model/pull-request.ts";
import type { Repository } from "../../src/model/repository.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { ServiceStore, StoreWrites } from "../../src/workflows/ports/service-store.ts";
import { runMadeCommand } from "../support/made-command-tools.ts";
import { CATALOG, CATALOG_PATH } from "../support/made-shop.ts";

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 5, 12);
const SHOP: Repository = {
  id: 900,
  installationId: 77,
  ownerId: 5,
  owner: "acme",
  name: "shop",
  visibility: "private",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
};
const PARTNERED = CATALOG.replace(
  "kind: customer, better: down",
  "kind: customer, better: down, partner: Sales",
);

function changeOf(
  number: number,
  metric: string | undefined,
  more: Partial<AssessedChange> = {},
): AssessedChange {
  return {
    id: `#${number}`,
    sha: number.toString(16).padStart(40, "0"),
    number,
    title: `Change ${number}`,
    author: "mona",
    landedAtMs: START_MS + number * DAY_MS,
    areas: [{ area: "gone", paths: 1 }],
    touchesNoArea: true,
    paths: ["services/checkout/pay.ts"],
    eligible: true,
    asked: true,
    answer:
      metric === undefined
        ? { kind: "unanswered" }
        : { kind: "tags", tags: [{ metric, effect: "moves", provenance: "declared", source: "line" }] },
    ...more,
  };
}

async function openShop(catalog = PARTNERED, writes: StoreWrites = {}): Promise<ServiceStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-cli-"));
  const store = await openStore({ dataDir, now: () => START_MS, budgets: "off" });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });
  await save(store, {
    repositories: [SHOP],
    catalogs: [
      {
        repositoryId: SHOP.id,
        layer: "repository",
        source: "acme/shop",
        path: CATALOG_PATH,
        state: "text",
        text: catalog,
        readAtMs: START_MS,
      },
    ],
    ...writes,
  });
  return store;
}

async function save(store: ServiceStore, writes: StoreWrites): Promise<void> {
  await store.bump([{ subject: { kind: "repository", installationId: 77, repositoryId: 900 }, priority: 2 }]);
  const [claim] = await store.claimWork({ owner: "test", limit: 1, leaseMs: 1_000 });
  if (claim === undefined) throw new Error("There was nothing to claim.");
  await store.settle(claim, { kind: "done" }, writes);
}

const land = (store: ServiceStore, changes: readonly AssessedChange[], repositoryId = SHOP.id) =>
  store.saveChanges(changes.map((change) => ({ repositoryId, change, catalogVersion: "v1" })));

const reportOf = async (store: ServiceStore, ...more: readonly string[]) =>
  JSON.parse((await runMadeCommand(["report", "--repo", "Acme/Shop", "--json", ...more], { store })).stdout);

describe("a report from the store", () => {
  it("counts the window's changes by today's catalog: areas found anew, renamed keys, retired ones", async () => {
    const store = await openShop(PARTNERED.replace("better: down,", "better: down, was: [refunds],"));
    await land(store, [changeOf(1, "refunds"), changeOf(2, "old-key"), changeOf(3, undefined)]);
    const report = await reportOf(store);
    expect(report).toMatchObject({
      repository: "acme/shop",
      source: "store",
      window: { since: "2025-10-11", until: "2026-01-09" },
      previous: null,
      coverage: { eligible: 3, asked: 3, answered: 2 },
    });
    const claims = report.metrics.map((one: { metric: string; name: string; changes: number }) => [
      one.metric,
      one.name,
      one.changes,
    ]);
    expect(claims).toContainEqual(["refund-rate", "Refund rate", 1]);
    expect(claims).toContainEqual(["old-key", "retired: old-key", 1]);
    expect(report.areas).toMatchObject([{ area: "checkout", eligible: 3 }]);
  });

  it("compares with the window before only where all of that was asked", async () => {
    const store = await openShop();
    const changes = Array.from({ length: 40 }, (_, index) => changeOf(index, "refund-rate"));
    await land(store, changes);
    expect((await reportOf(store, "--since", "10d")).previous).toMatchObject({ changes: 10, answered: 10 });
    expect((await reportOf(store, "--since", "30d")).previous).toBeNull();
    await land(
      store,
      changes.slice(0, 25).map((change) => ({ ...change, asked: false })),
    );
    expect((await reportOf(store, "--since", "10d")).previous).toBeNull();
  });

  it("opens with the decisions of the window, and with later ones where it has no end", async () => {
    const store = await openShop();
    await land(store, [changeOf(1, "refund-rate")]);
    const day = (days: number) => START_MS + days * 86_400_000;
    const decisions = [-400, 0, 3].map((days, index) => ({
      repositoryId: SHOP.id,
      commentId: index + 1,
      question: "Why?",
      text: `day ${days}`,
      saidAtMs: day(days),
    }));
    await store.saveDecisions(decisions);
    const list = async (...args: readonly string[]) =>
      (await reportOf(store, ...args)).decisions.map(({ text }: { readonly text: string }) => text);
    expect(await list()).toEqual(["day 3", "day 0"]);
    const until = new Date(day(2)).toISOString().slice(0, 10);
    expect(await list("--until", until)).toEqual(["day 0"]);
  });

  it("reads more than a page, each change once", async () => {
    const store = await openShop();
    const changes = Array.from({ length: 1_203 }, (_, index) => ({
      ...changeOf(index + 1, "refund-rate"),
      landedAtMs: START_MS + Math.floor(index / 400),
    }));
    await land(store, changes);
    expect((await reportOf(store)).coverage).toMatchObject({ eligible: 1_203, answered: 1_203 });
  });

  it("keeps private metrics from the readers of a public repository", async () => {
    const store = await openShop(PARTNERED.replace("partner: Sales", "partner: Sales, visibility: private"), {
      repositories: [{ ...SHOP, visibility: "public" }],
    });
    await land(store, [changeOf(1, "refund-rate")]);
    const run = await runMadeCommand(["report", "--repo", "acme/shop", "--json"], { store });
    expect(run.stdout).not.toContain("refund-rate");
    expect(JSON.parse(run.stdout).hidden).toEqual({ metrics: 1, changes: 1, decisions: 0 });
    const explained = await runMadeCommand(["explain", "--repo", "acme/shop", "--metric", "refund-rate"], {
      store,
    });
    expect(explained.code).toBe(2);
  });

  it.each([
    [["report"], 2, "Say where the changes are: --git PATH for a local clone, or --repo OWNER/NAME"],
    [["report", "--repo", "a/b", "--git", "."], 2, "two places"],
    [["report", "--repo", "acme/shop", "--catalog", "c.yml"], 2, "--catalog goes with --git"],
    [["explain", "--git", ".", "--label", "x"], 2, "--label goes with --repo"],
    [
      ["explain", "--git", ".", "--milestone", "x"],
      2,
      "--milestone goes with --repo: a clone holds no milestones.",
    ],
    [["report", "--repo", "acme"], 1, '"acme" is no repository; write OWNER/NAME.'],
    [["report", "--repo", "acme/other"], 1, "it knows acme/shop"],
    [["report", "--repo", "acme/shop"], 1, "Nothing that landed in acme/shop is in the store yet."],
    [["explain", "--repo", "acme/shop", "--metric", "a", "--partner", "b"], 2, "give one"],
  ])("%j ends with %i and a sentence", async (args, code, sentence) => {
    const run = await runMadeCommand(args, { store: await openShop() });
    expect(run.stderr).toContain(sentence);
    expect(run.code).toBe(code);
    expect(run.stdout).toBe("");
  });

  it("takes the catalog as it was read where the last webhook named no default branch", async () => {
    const { defaultBranch: _, ...branchless } = SHOP;
    const store = await openShop(PARTNERED, { repositories: [branchless] });
    await land(store, [changeOf(1, "checkout-conversion")]);
    expect((await reportOf(store)).coverage).toMatchObject({ eligible: 1, answered: 1 });
  });

  it("says that a catalog is broken, or not there", async () => {
    const broken = await openShop("version: 1\nmetrics: [");
    const run = await runMadeCommand(["report", "--repo", "acme/shop"], { store: broken });
    expect(run.stderr).toContain("The catalog has errors");
    const none = await openShop(PARTNERED, { catalogs: [] });
    expect((await runMadeCommand(["report", "--repo", "acme/shop"], { store: none })).stderr).toContain(
      "acme/shop has no catalog",
    );
  });
});

describe("an explanation from the store", () => {
  const merged = (number: number, more: Partial<PullRequestState>): PullRequestState => ({
    repositoryId: SHOP.id,
    number,
    updatedAtMs: START_MS,
    status: "merged",
    title: "",
    body: "",
    author: { id: 1, login: "mona", isBot: false },
    isDraft: false,
    labels: [],
    headSha: "a".repeat(40),
    headBranch: "x",
    baseBranch: "main",
    isFromFork: false,
    createdAtMs: START_MS,
    ...more,
  });

  it("is for a milestone of all time, and for what carries a label in it", async () => {
    const store = await openShop();
    await land(store, [changeOf(1, "refund-rate"), changeOf(2, undefined), changeOf(200, "refund-rate")]);
    const milestone = "Spring release";
    await save(store, {
      pullRequests: [merged(1, { milestone }), merged(2, { milestone, labels: ["x"] }), merged(200, {})],
    });
    const explain = async (...more: readonly string[]) =>
      (await runMadeCommand(["explain", "--repo", "acme/shop", ...more], { store })).stdout.split("\n")[0];
    const words = ["--milestone", "spring release"];
    expect(await explain(...words)).toContain(
      "2026-01-06 until 2026-07-25 (not included): 1 of 2 asked changes are answered.",
    );
    expect(await explain(...words, "--label", "x")).toContain("0 of 1 asked");
    expect(await explain(...words, "--since", "2026-01-07")).toContain("0 of 1 asked");
    expect(await explain("--milestone", "autumn")).not.toContain("1 of");
  });

  it("is for a partner's metrics, and for a label", async () => {
    const store = await openShop();
    await land(store, [changeOf(1, "refund-rate"), changeOf(200, "checkout-conversion")]);
    await save(store, { pullRequests: [merged(1, { labels: ["Sprint 12"] })] });
    const run = await runMadeCommand(
      ["explain", "--repo", "acme/shop", "--label", "sprint 12", "--partner", "sales"],
      { store },
    );
    expect(run.stdout).toBe(
      "acme/shop, 2026-01-06 until 2026-07-25 (not included), for Sales: 1 of 1 asked changes are answered.\n" +
        "Refund rate: 1 of 1 answered changes claim it.\n" +
        "Not said: 0.\n",
    );
    const wrong = await runMadeCommand(["explain", "--repo", "acme/shop", "--partner", "Support"], { store });
    expect(wrong.stderr).toContain('--partner "Support" is no partner of a metric; the catalog names Sales.');
  });
});

describe("readings", () => {
  const FILE = { "r.csv": "metric,time,value,source\nrefund-rate,2026-01-06,1.8,warehouse\n" };

  it("are taken in and shown in the report", async () => {
    const store = await openShop();
    await land(store, [changeOf(1, "refund-rate")]);
    const run = await runMadeCommand(["readings", "import", "r.csv"], { store, files: FILE });
    expect(run.stderr).toContain("1 readings read for acme/shop; 1 of them are new or changed.");
    expect(JSON.stringify(await reportOf(store))).toContain('"warehouse"');
  });

  it("are none where a line is wrong, and each is told", async () => {
    const store = await openShop();
    const files = { "r.csv": `${FILE["r.csv"]}refund-rate,never,2,x\nnone,2026-01-06,2,x\n` };
    const run = await runMadeCommand(["readings", "import", "r.csv", "--repo", "acme/shop"], {
      store,
      files,
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/^r\.csv:3: .*\nr\.csv:4: .*\nNothing was imported/);
    expect(await store.listReadings(SHOP.id)).toEqual([]);
  });
});

describe("an export", () => {
  it.each(["json", "csv"])(
    "as %s, taken into another store, gives the same report and names nobody",
    async (format) => {
      const store = await openShop();
      await land(store, [
        changeOf(1, "refund-rate", {
          title: '=1+1, "x"',
          suggested: { metrics: ["refund-rate"], blind: false },
        }),
        changeOf(2, undefined, { guess: "refund-rate" }),
      ]);
      await store.saveReadings(SHOP.id, [
        { metric: "refund-rate", at: "2026-01-06", value: 1.8, source: "warehouse" },
      ]);
      const run = await runMadeCommand(["export", "--format", format], { store });
      expect(run.stdout).not.toContain("mona");
      const other = await openShop();
      const files = { "tags.txt": run.stdout };
      const first = await runMadeCommand(["import", "tags.txt"], { store: other, files });
      expect(first.stderr).toContain(`2 changes, ${format === "json" ? 1 : 0} readings, 0 decisions`);
      const again = await runMadeCommand(["import", "tags.txt"], { store: other, files });
      expect(again.stderr).toContain("0 changes, 0 readings, 0 decisions");
      if (format === "json") expect(await reportOf(other)).toEqual(await reportOf(store));
      expect((await runMadeCommand(["export", "--format", format], { store: other })).stdout).toBe(
        run.stdout,
      );
    },
  );

  it("is taken in nowhere where the store does not know the repository", async () => {
    const store = await openShop();
    await land(store, [changeOf(1, "refund-rate")]);
    const { stdout } = await runMadeCommand(["export"], { store });
    const files = { "tags.json": stdout.replace('"id":900', '"id":901').replace("acme/shop", "acme/other") };
    const run = await runMadeCommand(["import", "tags.json"], { store, files });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("The store does not know acme/other");
  });
});
