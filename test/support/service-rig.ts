import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Driver } from "../../sandbox/github/driver.ts";
import type { SimulatedGitHub, SimulatedGitHubOptions } from "../../sandbox/github/simulated-git-hub.ts";
import { startSimulatedGitHub } from "../../sandbox/github/start-simulated-git-hub.ts";
import { type CommandRun, runCommand } from "./run-command.ts";
import { type Details, findFreePort, type RunningService, startRunningService } from "./running-service.ts";

export type EngineName = "sqlite" | "postgres";

const DATABASE_URL = process.env["TEST_DATABASE_URL"];
/** SQLite always, PostgreSQL where there is one to test with. */
export const ENGINES: readonly EngineName[] =
  DATABASE_URL === undefined ? ["sqlite"] : ["sqlite", "postgres"];

const APP_ID = 4711;
export const WEBHOOK_SECRET = "3f9d2c7b8a1e6054d7c9b2f0a8e35171";
const POLL_MS = 15;
const IDLE_TIMES = 4;
/** Far above what is waited for: GitHub's lag, for which the service waits half a minute, and a busy machine. */
const WITHIN_MS = 90_000;

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

/** The simulated GitHub with the real service beside it: webhooks, HTTP and a database, nothing replaced. */
export interface ServiceRig {
  readonly gitHub: SimulatedGitHub;
  readonly driver: Driver;
  /** The replicas that run, in the order of their starts. */
  readonly services: readonly RunningService[];
  /** One more replica; webhooks go to the first that runs. */
  start(env?: Readonly<Record<string, string>>): Promise<RunningService>;
  stop(service: RunningService): Promise<{ readonly ms: number; readonly code: number | null }>;
  kill(service: RunningService): Promise<void>;
  /** Resolves once every webhook has arrived and nothing is left to do; rejects with the figures when that takes too long. */
  untilIdle(withinMs?: number): Promise<Details>;
  /** Resolves once `isTrue` holds; rejects with `what` when that takes too long. */
  until(what: string, isTrue: () => boolean, withinMs?: number): Promise<void>;
  /** Rows of the inbox: delivery id -> what became of it. */
  readInbox(): Promise<ReadonlyMap<string, string>>;
  /** Landed changes as JSON: `<repository id> <id>` -> the change. */
  readChanges(): Promise<ReadonlyMap<string, string>>;
  /** What is kept of people beside the changes, as JSON: `<repository id> <id>` -> the notes. */
  readNotes(): Promise<ReadonlyMap<string, string>>;
  /** The settings of a service and of commands beside it. */
  readonly env: Readonly<Record<string, string>>;
  /** A command of the command line, with the service's settings; nothing else may hold the embedded store. */
  run(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<CommandRun>;
  /** A token of an installation, as a workflow has one. */
  createToken(installationId: number): Promise<string>;
  /** Deletes the store, as if its disk had been lost. Nothing may run. */
  loseStore(): Promise<void>;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly engine: EngineName;
  readonly env?: Readonly<Record<string, string>>;
  readonly gitHub?: Partial<SimulatedGitHubOptions>;
  /** Instead of TEST_DATABASE_URL. */
  readonly databaseUrl?: string | undefined;
  /** The way from the service to its database, for this address; by itself the straight one. */
  readonly toRoute?: (databaseUrl: string) => Promise<string>;
}

export async function openServiceRig(options: RigOptions): Promise<ServiceRig> {
  const { engine, env = {}, gitHub: given, databaseUrl = DATABASE_URL ?? "" } = options;
  const gitHub = await startSimulatedGitHub({
    now: () => Date.now(),
    app: { id: APP_ID, publicKey },
    ...given,
  });
  const place = await (engine === "sqlite" ? makeFolder() : makeSchema(databaseUrl, options.toRoute));
  const services: RunningService[] = [];
  let isStarting = false;
  const aim = (): void => {
    const [first] = services;
    if (first !== undefined) gitHub.webhooks.setTarget({ url: first.webhookUrl, secret: WEBHOOK_SECRET });
  };
  const leave = (service: RunningService): void => {
    services.splice(services.indexOf(service), 1);
    aim();
  };
  const [port, metricsPort] = [await findFreePort(), await findFreePort()];
  return {
    gitHub,
    driver: gitHub.driver,
    services,
    async start(more = {}) {
      const isFirst = services.length === 0 && !isStarting;
      isStarting = true;
      const service = await startRunningService({
        port: isFirst ? port : await findFreePort(),
        metricsPort: isFirst ? metricsPort : await findFreePort(),
        env: { ...toEnvironment(gitHub), ...place.env, ...env, ...more },
      }).finally(() => {
        isStarting = false;
      });
      services.push(service);
      aim();
      return service;
    },
    async stop(service) {
      leave(service);
      return await service.stop();
    },
    async kill(service) {
      leave(service);
      await service.kill();
    },
    untilIdle: (withinMs = WITHIN_MS) => untilIdle(gitHub, services, withinMs),
    until: (what, isTrue, withinMs = WITHIN_MS) => until(what, isTrue, withinMs),
    env: { ...toEnvironment(gitHub), ...place.env, ...env },
    readInbox: () => place.readInbox(),
    readChanges: () => place.readChanges(),
    readNotes: () => place.readNotes(),
    run: (args, more = {}) => runCommand(args, { ...toEnvironment(gitHub), ...place.env, ...env, ...more }),
    createToken: (installationId) => createToken(gitHub, installationId),
    loseStore: () => place.lose(),
    async close() {
      await Promise.all(services.map((service) => service.kill()));
      await gitHub.close();
      await place.drop();
    },
  };
}

async function createToken({ url }: SimulatedGitHub, installationId: number): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = [
    { alg: "RS256", typ: "JWT" },
    { iat: seconds - 10, exp: seconds + 300, iss: APP_ID },
  ]
    .map(encode)
    .join(".");
  const signature = sign("sha256", Buffer.from(signed), privateKey).toString("base64url");
  const answer = await fetch(`${url}/api/v3/app/installations/${installationId}/access_tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${signed}.${signature}` },
  });
  return ((await answer.json()) as { token: string }).token;
}

function toEnvironment(gitHub: SimulatedGitHub): Readonly<Record<string, string>> {
  return {
    APP_ID: `${APP_ID}`,
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET,
    GHE_HOST: gitHub.host,
    GHE_PROTOCOL: "http",
    LOG_LEVEL: "info",
    // Off by default where GHE_HOST is set; what is measured here are the limits of github.com.
    BUDGETS: "on",
  };
}

/** A few times in a row, so that what the service's own writes set off has arrived too. */
async function untilIdle(
  gitHub: SimulatedGitHub,
  services: readonly RunningService[],
  withinMs: number,
): Promise<Details> {
  const [first] = services;
  if (first === undefined) throw new Error("No service runs.");
  const begin = performance.now();
  let idleTimes = 0;
  for (;;) {
    await gitHub.webhooks.settled();
    const details = await first.readDetails();
    const isIdle = details.undoneDeliveries === 0 && details.waitingSubjects === 0;
    idleTimes = isIdle ? idleTimes + 1 : 0;
    if (idleTimes === IDLE_TIMES) return details;
    if (performance.now() - begin > withinMs) {
      throw new Error(`Not idle after ${withinMs} ms: ${JSON.stringify(details)}\n${tail(first)}`);
    }
    await pause();
  }
}

function tail(service: RunningService): string {
  return service.log
    .slice(-15)
    .map((line) => JSON.stringify(line))
    .join("\n");
}

async function until(what: string, isTrue: () => boolean, withinMs: number): Promise<void> {
  const begin = performance.now();
  while (!isTrue()) {
    if (performance.now() - begin > withinMs) throw new Error(`Waited ${withinMs} ms in vain: ${what}.`);
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/** Where the store lies. */
interface Place {
  readonly env: Readonly<Record<string, string>>;
  readInbox(): Promise<ReadonlyMap<string, string>>;
  readChanges(): Promise<ReadonlyMap<string, string>>;
  readNotes(): Promise<ReadonlyMap<string, string>>;
  lose(): Promise<void>;
  drop(): Promise<void>;
}

const INBOX = "select id, state from delivery";
const CHANGES = "select repository_id || ' ' || id as id, change as state from landed_change order by 1";
const NOTES = "select repository_id || ' ' || id as id, notes as state from change_note order by 1";

async function makeFolder(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-e2e-"));
  const { default: Sqlite } = await import("better-sqlite3");
  const read = (statement: string): ReadonlyMap<string, string> => {
    const database = new Sqlite(join(folder, "throughline.sqlite"), { readonly: true });
    try {
      const rows = database.prepare(statement).all() as { id: string; state: string }[];
      return toMap(rows);
    } finally {
      database.close();
    }
  };
  return {
    env: { DATA_DIR: folder },
    readInbox: async () => read(INBOX),
    readChanges: async () => read(CHANGES),
    readNotes: async () => read(NOTES),
    async lose() {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function toMap(rows: readonly { readonly id: string; readonly state: string }[]) {
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** A schema of its own, dropped at the end. */
async function makeSchema(databaseUrl: string, toRoute: RigOptions["toRoute"]): Promise<Place> {
  const schema = `e2e_${randomBytes(6).toString("hex")}`;
  const run = async (statement: string): Promise<readonly { id: string; state: string }[]> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query(statement).finally(() => client.end());
    return rows as { id: string; state: string }[];
  };
  await run(`create schema ${schema}`);
  const url = new URL(databaseUrl);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return {
    env: { DATABASE_URL: toRoute === undefined ? url.href : await toRoute(url.href) },
    readInbox: async () => toMap(await run(INBOX.replace("delivery", `${schema}.delivery`))),
    readNotes: async () => toMap(await run(NOTES.replace("change_note", `${schema}.change_note`))),
    readChanges: async () => toMap(await run(CHANGES.replace("landed_change", `${schema}.landed_change`))),
    async lose() {
      await run(`drop schema ${schema} cascade`);
      await run(`create schema ${schema}`);
    },
    drop: async () => void (await run(`drop schema ${schema} cascade`)),
  };
}
