import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulatedGitHub } from "../../sandbox/github/simulated-git-hub.ts";
import { startSimulatedGitHub } from "../../sandbox/github/start-simulated-git-hub.ts";
import { findFreePort } from "./running-service.ts";

/** The simulated GitHub, and the service before it has an app, in a process of its own. */
export interface SetupRig {
  readonly gitHub: SimulatedGitHub;
  readonly url: string;
  readonly folder: string;
  /** Of the process, but for its PATH. */
  readonly env: Readonly<Record<string, string>>;
  start(env?: Readonly<Record<string, string>>): Promise<SetupProcess>;
  close(): Promise<void>;
}

export interface SetupProcess {
  /** The link of the terminal; undefined where the service runs already. */
  readonly link: string | undefined;
  /** Everything that it has written so far. */
  readonly output: () => string;
  untilSaid(words: string): Promise<void>;
  readonly ended: Promise<number | null>;
  stop(): Promise<number | null>;
}

const BIN = join(import.meta.dirname, "../../bin/throughline.js");
const WITHIN_MS = 90_000;
/** Somebody else's app: the one under test is registered by the test. */
const { publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

export async function openSetupRig(): Promise<SetupRig> {
  const gitHub = await startSimulatedGitHub({
    now: () => Date.now(),
    app: { id: 1, publicKey, slug: "another-app" },
  });
  gitHub.driver.addOrganisation("acme");
  gitHub.driver.addRepository({ owner: "acme", name: "shop", files: { "README.md": "# Shop\n" } });
  const folder = mkdtempSync(join(tmpdir(), "throughline-setup-"));
  const [port, metricsPort] = [await findFreePort(), await findFreePort()];
  const own = {
    PORT: `${port}`,
    METRICS_PORT: `${metricsPort}`,
    DATA_DIR: join(folder, "data"),
    GHE_HOST: gitHub.host,
    GHE_PROTOCOL: "http",
  };
  const children: ChildProcess[] = [];
  return {
    gitHub,
    folder,
    env: own,
    url: `http://127.0.0.1:${port}`,
    async start(env = {}) {
      const child = spawn(process.execPath, [BIN, "serve"], {
        env: { PATH: process.env["PATH"], ...own, ...env },
        stdio: ["ignore", "pipe", "pipe"],
        cwd: folder,
      });
      children.push(child);
      return watchSetup(child);
    },
    async close() {
      for (const child of children.filter(
        ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
      )) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      await gitHub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function watchSetup(child: ChildProcess): Promise<SetupProcess> {
  let output = "";
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const hear of heard) hear();
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  const untilSaid = async (words: RegExp): Promise<void> => {
    const said = Promise.withResolvers<void>();
    const look = (): void => {
      if (words.test(output)) said.resolve();
    };
    heard.add(look);
    look();
    const timer = setTimeout(() => said.reject(new Error(`Not said: ${words}\n${output}`)), WITHIN_MS);
    await Promise.race([said.promise, ended]).finally(() => {
      heard.delete(look);
      clearTimeout(timer);
    });
  };
  await untilSaid(/setup\?token=|webhooks on port/);
  return {
    link: /http:\S+\/setup\?token=\S+/.exec(output)?.[0],
    output: () => output,
    untilSaid: (words) => untilSaid(new RegExp(words)),
    ended,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
