import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulatedGitHub } from "../../sandbox/github/simulated-git-hub.ts";
import { startSimulatedGitHub } from "../../sandbox/github/start-simulated-git-hub.ts";
import { createGitHubApp } from "../../src/github/create-git-hub-app.ts";
import { fail } from "../../src/model/result.ts";
import { PRIORITY, type Subject, toSubjectKey } from "../../src/model/subject.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { BackfillParts } from "../../src/workflows/backfill/backfill-repositories.ts";
import { lookAtSubject } from "../../src/workflows/look-at-subject.ts";
import type { GitHubApp } from "../../src/workflows/ports/git-hub.ts";
import type { ServiceLog } from "../../src/workflows/ports/service-log.ts";
import type { ServiceStore, Settlement, WorkClaim } from "../../src/workflows/ports/service-store.ts";
import { createServiceMemory } from "../../src/workflows/service-memory.ts";
import { CATALOG, CATALOG_PATH } from "./made-shop.ts";
import { NO_SUMMARIES } from "./no-summaries.ts";

const APP_ID = 4711;
const START_MS = Date.UTC(2026, 0, 5, 10, 0, 0);
const YEAR_MS = 366 * 86_400_000;
const NAME = "acme/shop";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

const silent: ServiceLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** The simulated GitHub with one repository, and a store; the work is done in this process, a step at a time. */
export interface BackfillRig {
  readonly gitHub: SimulatedGitHub;
  readonly name: string;
  readonly repositoryId: number;
  /** Moved by hand. */
  readonly clock: { nowMs: number };
  readonly store: () => ServiceStore;
  readonly parts: () => BackfillParts;
  /** Opens and merges pull requests of one file, a minute apart; returns their numbers. */
  land(count: number, more?: object): readonly number[];
  /** One step under a claim of its own; `undefined`: nothing is due. Throws what the step throws. */
  step(): Promise<Settlement["kind"] | undefined>;
  /** Steps until nothing is due; returns how many it took. */
  runToEnd(): Promise<number>;
  /** As another process would go on: nothing is remembered but what is stored. */
  restart(): Promise<void>;
  readChanges(): Promise<readonly unknown[]>;
  /** Points of GitHub's GraphQL limit that pages took so far. */
  countPoints(): number;
  close(): Promise<void>;
}

export interface BackfillRigOptions {
  readonly catalog?: string | undefined;
  readonly perHour?: number;
}

export async function openBackfillRig(options: BackfillRigOptions = {}): Promise<BackfillRig> {
  const { catalog = CATALOG, perHour = 5_000 } = options;
  const clock = { nowMs: START_MS };
  const now = (): number => clock.nowMs;
  const gitHub = await startSimulatedGitHub({
    now,
    app: { id: APP_ID, publicKey },
    tokenTimes: "unchecked",
    rateLimit: { perHour },
  });
  const { driver } = gitHub;
  driver.addOrganisation("acme");
  const files = { "README.md": "# Shop\n", ...(catalog === "" ? {} : { [CATALOG_PATH]: catalog }) };
  const { id: repositoryId } = driver.addRepository({ owner: "acme", name: "shop", files });
  const { id: installationId } = driver.install({ account: "acme" });
  const folder = mkdtempSync(join(tmpdir(), "throughline-backfill-"));
  const open = (): Promise<ServiceStore> => openStore({ dataDir: folder, now, budgets: "off" });
  let store = await open();
  let points = 0;
  const onPoints = (cost: number): void => {
    points += cost;
  };
  let parts = createParts({ store, gitHub, now, onPoints });
  const subject: Subject = { kind: "backfill", installationId, repositoryId };
  const rig: BackfillRig = {
    gitHub,
    name: NAME,
    repositoryId,
    clock,
    store: () => store,
    parts: () => parts,
    land: (count, more = {}) => land(rig, count, more),
    step: () => step(parts, toSubjectKey(subject)),
    async runToEnd() {
      await store.bump([{ subject, priority: PRIORITY.backfill }]);
      let steps = 0;
      while ((await rig.step()) !== undefined) steps += 1;
      return steps;
    },
    async restart() {
      await store.close();
      store = await open();
      parts = createParts({ store, gitHub, now, onPoints });
    },
    readChanges: () => store.listRecentChanges(repositoryId, 100_000),
    countPoints: () => points,
    async close() {
      await store.close();
      await gitHub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await store.bump([{ subject, priority: PRIORITY.backfill }]);
  return rig;
}

interface World {
  readonly store: ServiceStore;
  readonly gitHub: SimulatedGitHub;
  readonly now: () => number;
  readonly onPoints: (cost: number) => void;
}

function createParts({ store, gitHub, now, onPoints }: World): BackfillParts {
  const real = createGitHubApp({
    appId: APP_ID,
    privateKey,
    baseUrl: `${gitHub.url}/api/v3`,
    gate: store,
    now,
    log: silent,
  });
  const app: GitHubApp = {
    ...real,
    forInstallation(id) {
      const github = real.forInstallation(id);
      return {
        ...github,
        async readPullRequestPage(repository, request) {
          const page = await github.readPullRequestPage(repository, request);
          onPoints(page.points?.cost ?? 0);
          return page;
        },
      };
    },
  };
  const context = {
    store,
    app,
    log: silent,
    now,
    keepMs: YEAR_MS,
    hash: (text: string) => createHash("sha256").update(text).digest("hex"),
    seal: (text: string) => createHash("sha256").update(`secret ${text}`).digest("hex"),
    privacyUrl: "https://example.com/privacy",
    makeReport: () => Promise.resolve(fail("no report is made here")),
    summaries: NO_SUMMARIES,
    memory: createServiceMemory(now),
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return { context, random: () => 0.5, owner: "test", wait };
}

function land({ gitHub, clock, name }: BackfillRig, count: number, more: object): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    clock.nowMs += 60_000;
    const files = [{ path: `services/checkout/${index % 7}.ts` }];
    const { number } = gitHub.driver.openPullRequest({
      repository: name,
      title: `Change ${index}`,
      by: "mona",
      files,
      ...more,
    });
    gitHub.driver.merge({ repository: name, number, by: "wren" });
    return number;
  });
}

async function step({ context, owner }: BackfillParts, key: string): Promise<Settlement["kind"] | undefined> {
  const { store } = context;
  const [claim] = await store.claimWork({ owner, limit: 1, leaseMs: 60_000, keys: [key] });
  if (claim === undefined) return undefined;
  try {
    const { settlement, writes } = await lookAtSubject(context, claim, silent);
    await store.settle(claim, settlement, writes);
    return settlement.kind;
  } catch (error) {
    await giveBack(store, claim);
    throw error;
  }
}

async function giveBack(store: ServiceStore, claim: WorkClaim): Promise<void> {
  await store.releaseClaims([claim]);
}
