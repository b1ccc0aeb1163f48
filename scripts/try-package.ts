/**
 * Tries what is published as somebody does who installs it: packs it, installs the file in an empty folder, takes out
 * of node_modules what an image leaves out, runs commands, starts the service with throw-away credentials, sends it a
 * signed webhook, looks for its row, and stops it. Needs npm's registry for the packages it depends on.
 *
 *   npm run try-package
 */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHmac, generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { pruneModules, readTarget } from "./prune-modules.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..");
const START_WITHIN_MS = 90_000;
/** Nothing listens there: the service must take webhooks all the same. */
const NO_GIT_HUB = "127.0.0.1:9";

interface Installed {
  readonly folder: string;
  readonly bin: string;
}

async function installPackage(folder: string): Promise<Installed> {
  const packages = join(folder, "packages");
  const home = join(folder, "installed");
  await mkdir(packages, { recursive: true });
  await mkdir(home);
  await run("npm", ["run", "build"], { cwd: ROOT });
  await run(process.execPath, ["scripts/stage-package.ts"], { cwd: ROOT });
  await run("npm", ["pack", join(ROOT, "build/package"), "--pack-destination", packages], { cwd: ROOT });
  const [file = ""] = await readdir(packages);
  await writeFile(join(home, "package.json"), '{ "private": true }\n');
  // The versions of the lock file are those that are tested; a package's own range is exact, but not what is below it.
  const install = ["install", join(packages, file), "--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", install, { cwd: home });
  const { keptBytes } = await pruneModules(join(home, "node_modules"), readTarget([]));
  say(
    `installed ${file}; its node_modules, pruned as for an image: ${(keptBytes / 1_000_000).toFixed(1)} MB`,
  );
  return { folder: home, bin: join(home, "node_modules/throughline/bin/throughline.js") };
}

/** Stdout of a command of the installed package; throws with what it said where it fails. */
async function tryCommand({ folder, bin }: Installed, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [bin, ...args], { cwd: folder, env: plainEnvironment() });
  return stdout;
}

/** Nothing of the machine's own settings, and the Node that runs this. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const path = process.env["PATH"] ?? "";
  return { PATH: `${dirname(process.execPath)}${delimiter}${path}`, HOME: tmpdir() };
}

async function tryCommands(installed: Installed): Promise<void> {
  const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as { version: string };
  expectSame("--version", (await tryCommand(installed, "--version")).trim(), version);
  await tryCommand(installed, "init", "--starter", "saas");
  await tryCommand(installed, "validate");
  say(`commands: --version ${version}, init, validate`);
  if (!/^ {2}demo\b/m.test(await tryCommand(installed, "--help"))) return;
  const output = join(installed.folder, "demo");
  await tryCommand(installed, "demo", "--exit", "--output", output);
  say(`demo --exit wrote ${(await readdir(output)).length} files and folders`);
}

async function tryService({ folder, bin }: Installed): Promise<void> {
  const secret = randomBytes(32).toString("hex");
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const port = await findFreePort();
  const dataDir = join(folder, "data");
  const env = {
    ...plainEnvironment(),
    APP_ID: "1",
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: secret,
    DATA_DIR: dataDir,
    PORT: `${port}`,
    METRICS_PORT: `${await findFreePort()}`,
    GHE_HOST: NO_GIT_HUB,
    GHE_PROTOCOL: "http",
  };
  const child = spawn(process.execPath, [bin, "serve"], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    await waitForLine(child, "webhooks on port");
    const id = randomUUID();
    expectSame("the answer to a webhook", await sendWebhook(port, secret, id), 202);
    expectSame("the answer to a wrong signature", await sendWebhook(port, "another", randomUUID()), 401);
    expectSame("rows of the inbox", countRows(folder, dataDir, id), 1);
    child.kill("SIGTERM");
    const [code] = (await ended) as [number | null];
    expectSame("the exit code after SIGTERM", code, 0);
    say("service: webhook answered 202 and in the store, a wrong signature 401, stopped with 0");
  } finally {
    child.kill("SIGKILL");
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}

async function waitForLine(child: ChildProcess, words: string): Promise<void> {
  let said = "";
  const signal = AbortSignal.timeout(START_WITHIN_MS);
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error(`The service did not start:\n${said}`));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes(words)) resolve();
      });
    }
    child.once("exit", fail);
    signal.addEventListener("abort", fail);
  });
}

async function sendWebhook(port: number, secret: string, id: string): Promise<number> {
  const body = JSON.stringify({ action: "created", installation: { id: 1 }, repository: { id: 2 } });
  const answer = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "star",
      "x-github-delivery": id,
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
    body,
  });
  return answer.status;
}

/** By the driver that the package brought, beside the service that runs. */
function countRows(folder: string, dataDir: string, id: string): number {
  const require = createRequire(join(folder, "package.json"));
  const Sqlite = require("better-sqlite3") as typeof import("better-sqlite3");
  const database = new Sqlite(join(dataDir, "throughline.sqlite"), { readonly: true });
  try {
    const row = database.prepare("select count(*) as count from delivery where id = ?").get(id);
    return (row as { readonly count: number }).count;
  } finally {
    database.close();
  }
}

function expectSame<Value>(what: string, found: Value, wanted: Value): void {
  if (found !== wanted) throw new Error(`${what}: ${found}, and not ${wanted}`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const place = await mkdtemp(join(tmpdir(), "try-package-"));
try {
  const installed = await installPackage(place);
  await tryCommands(installed);
  await tryService(installed);
} finally {
  await rm(place, { recursive: true, force: true });
}
