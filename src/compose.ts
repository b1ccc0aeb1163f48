import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { AppDeps } from "./app/create-app.ts";
import type { CommandTools, OpenBackfill, RunningService } from "./cli/command-tools.ts";
import { readPrivateKey } from "./cli/read-private-key.ts";
import { createTerminal } from "./cli/terminal.ts";
import { type StorePlace, withSettings, withStoreSettings } from "./cli/with-settings.ts";
import { localFiles } from "./files/local-files.ts";
import type { GitHubAppOptions } from "./github/create-git-hub-app.ts";
import type { Delivery } from "./model/delivery.ts";
import { fail } from "./model/result.ts";
import type { Settings } from "./settings/settings.ts";
import type { BackfillParts } from "./workflows/backfill/backfill-repositories.ts";
import type { SetupFacts } from "./workflows/inspect-setup.ts";
import type { GitHubApp } from "./workflows/ports/git-hub.ts";
import type { ReportStore } from "./workflows/ports/report-store.ts";
import type { ServiceLog } from "./workflows/ports/service-log.ts";
import type { ServiceStore, StoreFigures } from "./workflows/ports/service-store.ts";
import type { MakeReport } from "./workflows/report/made-report.ts";

/** A store that needs longer for its figures is in no state to be sent webhooks. */
const FIGURES_MS = 3_000;
/** Supervisors kill after 10 s; whatever hangs by then, the exit code and the last word are the service's own. */
const LAST_RESORT_MS = 9_700;

/** What the command line works with, on this machine. */
export function composeCommandTools(): CommandTools {
  const { stdin, stdout, stderr, env } = process;
  return {
    terminal: createTerminal({ stdin, stdout, stderr, env }),
    files: localFiles,
    openHistory: async (path) => {
      const { openGitHistory } = await import("./git/open-git-history.ts");
      return openGitHistory(path, { environment: env });
    },
    version: readVersion(),
    startService: () => withSettings(readEnvironment(), composeService),
    openStore: () => withStoreSettings(readEnvironment(), composeOfflineStore),
    openReportStore: () => withStoreSettings(readEnvironment(), composeReportStore),
    openBackfill: () => withSettings(readEnvironment(), composeBackfill),
    openTokenBackfill: composeTokenBackfill,
    readSetup: () => withSettings(readEnvironment(), readSetup),
    untilStopped,
  };
}

/** The recording half of the service, for Probot's own tools. */
export async function composeIntake(): Promise<AppDeps> {
  const { parseSettings } = await import("./settings/parse-settings.ts");
  const { createDeliveryRecorder } = await import("./workflows/record-deliveries.ts");
  const settings = parseSettings(process.env);
  if (!settings.ok) throw new Error(settings.error.map(({ message }) => message).join("\n"));
  const store = await composeStore(settings.value);
  const recorder = createDeliveryRecorder(store, { defer });
  return { record: recorder.record, now };
}

/** With what a file `.env` beside the command adds; what the environment itself says goes first. */
function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}

// What only some commands need is loaded where it is composed: the others do not wait for it.

async function composeReportStore(place: StorePlace): Promise<ReportStore> {
  const { openReportStore } = await import("./store/open-report-store.ts");
  return openReportStore(place);
}

async function composeStore({ databaseUrl, dataDir, budgets }: Settings): Promise<ServiceStore> {
  const { openStore } = await import("./store/open-store.ts");
  const { limitBudgets } = await import("./store/limit-budgets.ts");
  return openStore({
    dataDir,
    now,
    budgets: budgets.kind === "off" ? "off" : limitBudgets(budgets),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
}

async function composeOfflineStore(place: StorePlace): Promise<ServiceStore> {
  const { openStore } = await import("./store/open-store.ts");
  return openStore({ ...place, now });
}

async function composeGitHub(
  settings: Settings,
  parts: Pick<GitHubAppOptions, "gate" | "log" | "onRequest">,
): Promise<GitHubApp> {
  const { createGitHubApp } = await import("./github/create-git-hub-app.ts");
  return createGitHubApp({
    appId: settings.appId,
    privateKey: await readPrivateKey(settings.privateKey, localFiles),
    baseUrl: settings.gitHub.apiUrl,
    now,
    ...parts,
  });
}

async function composeService(settings: Settings): Promise<RunningService> {
  const { createServiceLog } = await import("./log/create-service-log.ts");
  const { createServiceMetrics } = await import("./web/service-metrics.ts");
  const { startWebServer } = await import("./web/start-web-server.ts");
  const { toDelivery } = await import("./app/to-delivery.ts");
  const { startService } = await import("./workflows/start-service.ts");
  const { createDeliveryRecorder } = await import("./workflows/record-deliveries.ts");
  const { answerInTime } = await import("./workflows/answer-in-time.ts");
  const log = createServiceLog({
    level: settings.logLevel,
    write: (line) => void process.stdout.write(line),
  });
  const metrics = createServiceMetrics();
  const store = await composeStore(settings);
  try {
    const app = await composeGitHub(settings, {
      gate: store,
      log,
      onRequest: ({ route, status }) => metrics.countRequest(route, status ?? 0),
    });
    const service = startService({
      store,
      app,
      log,
      metrics,
      now,
      random: () => Math.random(),
      hash: toHash,
      makeReport: createReportThreads(settings),
      owner: toOwner(),
      keepMs: settings.retentionMs,
      // Of github.com only: it forwards to the same path, and leaves no reference behind.
      ...(settings.gitHub.webUrl === "https://github.com"
        ? { quietLinkBase: "https://redirect.github.com" }
        : {}),
    });
    const recorder = createDeliveryRecorder(store, { defer });
    const readFigures = (): Promise<StoreFigures> => answerInTime(store.readFigures(), FIGURES_MS);
    const server = await startWebServer({
      host: settings.host,
      port: settings.port,
      metricsHost: settings.metrics.host,
      metricsPort: settings.metrics.port,
      webhookSecret: settings.webhookSecret,
      gitHubUrl: settings.gitHub.webUrl,
      accept: async (webhook) => {
        const delivery = toDelivery(webhook);
        const outcome = await recorder.record(delivery);
        if (outcome === "new") logIgnored(delivery, log);
        service.wake();
        return outcome;
      },
      isReady: async () => (await readFigures()) !== undefined,
      readFigures,
      metrics,
      now,
      log,
    }).catch(async (error: unknown) => {
      await service.stop();
      throw error;
    });
    const stop = async (): Promise<void> => {
      await server.close();
      await service.stop();
      await store.close();
    };
    return { port: server.port, metricsPort: server.metricsPort, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Without this line nobody could tell why nothing follows from a webhook. */
function logIgnored({ id, event, action, content }: Delivery, log: ServiceLog): void {
  if (content.kind === "ignored")
    log.info({ delivery: id, event, action, why: content.why }, "webhook ignored");
}

/** A thread for each report, one at a time: two of a large window would need twice the memory. */
function createReportThreads({ databaseUrl, dataDir }: Settings): MakeReport {
  const place = { dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) };
  const entry = import.meta.filename.endsWith(".ts") ? "./report-thread.ts" : "./report-thread.js";
  const makeOne = (repository: string): ReturnType<MakeReport> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL(entry, import.meta.url), { workerData: { place, repository } });
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The thread of a report ended with ${code}`)));
    });
  let last: Promise<unknown> = Promise.resolve();
  return (repository) => {
    const made = last.then(() => makeOne(repository));
    last = made.catch(() => undefined);
    return made;
  };
}

async function composeBackfill(settings: Settings): Promise<OpenBackfill> {
  const store = await composeStore(settings);
  try {
    const parts = await composeBackfillParts(store, settings.retentionMs, (log) =>
      composeGitHub(settings, { gate: store, log }),
    );
    return { parts, close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** `GITHUB_API_URL` is what GitHub's own workflows set; undefined without a token. */
async function composeTokenBackfill(repository: string): Promise<OpenBackfill | undefined> {
  const { GITHUB_TOKEN: token, GITHUB_API_URL: baseUrl } = process.env;
  if (token === undefined || token.trim() === "") return undefined;
  const { openStore } = await import("./store/open-store.ts");
  const { createTokenGitHub } = await import("./github/create-token-git-hub.ts");
  const dataDir = await mkdtemp(join(tmpdir(), "throughline-"));
  const store = await openStore({ dataDir, now });
  const parts = await composeBackfillParts(store, KEPT_BY_DEFAULT_MS, async (log) =>
    createTokenGitHub({
      token: token.trim(),
      repository,
      baseUrl: (baseUrl || "https://api.github.com").replace(/\/+$/, ""),
      gate: store,
      now,
      log,
    }),
  );
  const close = async (): Promise<void> => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { parts, close };
}

/** 13 months, as RETENTION without a word. */
const KEPT_BY_DEFAULT_MS = 396 * 86_400_000;

async function composeBackfillParts(
  store: ServiceStore,
  keepMs: number,
  connect: (log: ServiceLog) => Promise<GitHubApp>,
): Promise<BackfillParts> {
  const { PRIVACY_URL } = await import("./check/privacy-url.ts");
  const { createServiceLog } = await import("./log/create-service-log.ts");
  const { createServiceMemory } = await import("./workflows/service-memory.ts");
  // Progress and results are the command's to tell: what is left for the log are problems.
  const log = createServiceLog({ level: "error", write: (line) => void process.stderr.write(line) });
  const context = {
    store,
    app: await connect(log),
    log,
    now,
    hash: toHash,
    keepMs,
    privacyUrl: PRIVACY_URL,
    makeReport: () => Promise.resolve(fail("A back-fill makes no report.")),
    memory: createServiceMemory(now),
  };
  return { context, random: () => Math.random(), owner: toOwner(), wait };
}

async function readSetup(settings: Settings): Promise<SetupFacts> {
  const store = await composeStore(settings);
  try {
    const app = await composeGitHub(settings, { gate: store, log: { debug: () => undefined } });
    const installations: SetupFacts["installations"][number][] = [];
    for await (const page of app.listInstallations()) {
      installations.push(...page.map((one) => ({ ...one, account: one.accountLogin })));
    }
    const { parseAppManifest } = await import("./app/parse-app-manifest.ts");
    const wanted = parseAppManifest(await readFile(new URL("../app.yml", import.meta.url), "utf8"));
    return { wanted, app: await app.readApp(), installations, deadWork: await store.listDeadWork(100) };
  } finally {
    await store.close();
  }
}

function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        setTimeout(endAtLast, LAST_RESORT_MS).unref();
        resolve(signal);
      });
    }
  });
}

function endAtLast(): void {
  process.stderr.write("Not everything ended in time: what is left undone is done after the next start.\n");
  process.exit(1);
}

function readVersion(): string {
  // package.json stands one folder above src/ and above dist/ alike.
  return (createRequire(import.meta.url)("../package.json") as { version: string }).version;
}

function toHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Unique among replicas and processes. */
function toOwner(): string {
  return `${hostname()}:${process.pid}:${randomUUID()}`;
}

function now(): number {
  return Date.now();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function defer(run: () => void): void {
  setImmediate(run);
}
