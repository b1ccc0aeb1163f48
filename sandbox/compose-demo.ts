import { generateKeyPair, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { RunningService } from "../src/cli/command-tools.ts";
import type { DemoRequest, RunningDemo } from "../src/cli/running-demo.ts";
import { machine } from "../src/compose/machine.ts";
import { makeFolders } from "../src/files/make-folders.ts";
import { fail, type Result, succeed } from "../src/model/result.ts";
import type { Settings } from "../src/settings/settings.ts";
import type { SimulatedGitHub } from "./github/simulated-git-hub.ts";
import type { SandboxClock } from "./play/sandbox-clock.ts";
import type { SandboxService } from "./play/sandbox-service.ts";

const PORT = 3333;
const APP_ID = 1;
/** Keeps everything that the sandbox lives through. */
const KEPT_MS = 10 * 366 * 86_400_000;

/** Starts the sandbox on loopback; the failure is one sentence. */
export async function composeDemo(request: DemoRequest): Promise<Result<RunningDemo, string>> {
  const folder = await openFolder(request.keepIn);
  if (!folder.ok) return folder;
  const close = async (): Promise<void> => {
    if (request.keepIn === undefined) await rm(folder.value, { recursive: true, force: true });
  };
  try {
    return await startDemo(request, folder.value, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDemo(
  request: DemoRequest,
  dataDir: string,
  deleteFolder: () => Promise<void>,
): Promise<Result<RunningDemo, string>> {
  const { playDemo, toStartMs } = await import("./demo/play-demo.ts");
  const { SandboxClock: Clock } = await import("./play/sandbox-clock.ts");
  const keys = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const clock = new Clock(toStartMs(request.clone));
  let show: RequestListener = (_, response) => void response.writeHead(503).end("Starting.\n");
  const started = await startGitHub({
    clock,
    publicKey: keys.publicKey,
    port: request.port,
    pages: (message, response) => show(message, response),
  });
  if (!started.ok) {
    await deleteFolder();
    return started;
  }
  const { gitHub, note } = started.value;
  const secret = randomBytes(24).toString("hex");
  const settings = toSettings({ gitHub, privateKey: keys.privateKey, secret, dataDir });
  const { composeService } = await import("../src/compose/compose-service.ts");
  const service = await composeService(settings, {
    now: clock.now,
    writeLog: (line) => void process.stderr.write(line),
    purpose: "demo",
  });
  const { webhookUrl, ...seen } = toSandboxService(service);
  gitHub.webhooks.setTarget({ url: webhookUrl, secret });
  const { openReportStore } = await import("../src/store/open-reader.ts");
  const store = await openReportStore({ dataDir });
  const demo = playDemo({
    clock,
    gitHub,
    service: { webhookUrl, ...seen },
    wait: machine.wait,
    store,
    clone: request.clone,
  });
  show = demo.listener;
  const stop = async (): Promise<void> => {
    await gitHub.close();
    await store.close();
    await service.stop();
    await deleteFolder();
  };
  const { untilReady, playFortnight } = demo;
  return succeed({
    address: gitHub.url,
    ...(note === undefined ? {} : { note }),
    untilReady,
    playFortnight,
    stop,
  });
}

async function openFolder(keepIn: string | undefined): Promise<Result<string, string>> {
  try {
    if (keepIn === undefined) return succeed(await mkdtemp(join(tmpdir(), "throughline-demo-")));
    await makeFolders(keepIn);
    if ((await readdir(keepIn)).length > 0) {
      return fail(`--keep ${keepIn} is not empty; name a new folder, for the sandbox begins anew each time.`);
    }
    return succeed(keepIn);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return fail(
      `The folder ${keepIn ?? tmpdir()} can't be written to (${code}); choose another with --keep.`,
    );
  }
}

interface StartedGitHub {
  readonly gitHub: SimulatedGitHub;
  /** Of a port that was taken instead of the usual one. */
  readonly note?: string;
}

interface GitHubParts {
  readonly clock: SandboxClock;
  readonly publicKey: string;
  readonly port: number | undefined;
  readonly pages: RequestListener;
}

/** On the port that was asked for, or on a free one where nobody asked and the usual one is taken. */
async function startGitHub({
  clock,
  publicKey,
  port,
  pages,
}: GitHubParts): Promise<Result<StartedGitHub, string>> {
  const { startSimulatedGitHub } = await import("./github/start-simulated-git-hub.ts");
  const start = (at: number): Promise<SimulatedGitHub> =>
    startSimulatedGitHub({
      now: clock.now,
      port: at,
      app: { id: APP_ID, publicKey },
      rateLimit: "off",
      tokenTimes: "unchecked",
      pages,
    });
  try {
    return succeed({ gitHub: await start(port ?? PORT) });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const why = code === "EACCES" ? "may not be used by you" : "is taken, perhaps by another sandbox";
    if (port === undefined) {
      const gitHub = await start(0);
      const note = `Port ${PORT} ${why}; this one takes ${new URL(gitHub.url).port}.`;
      return succeed({ gitHub, note });
    }
    return fail(`Port ${port} ${why}; name another with --port, or leave it out for a free one.`);
  }
}

interface Connection {
  readonly gitHub: SimulatedGitHub;
  readonly privateKey: string;
  readonly secret: string;
  readonly dataDir: string;
}

/** As the environment would set them for a GitHub Enterprise Server on loopback. */
function toSettings({ gitHub, privateKey, secret, dataDir }: Connection): Settings {
  return {
    appId: APP_ID,
    privateKey: { kind: "text", pem: privateKey },
    webhookSecret: secret,
    host: "127.0.0.1",
    port: 0,
    metrics: { host: "127.0.0.1", port: 0, allowedHosts: [] },
    gitHub: { webUrl: gitHub.url, apiUrl: `${gitHub.url}/api/v3`, isEnterpriseServer: true },
    logLevel: "error",
    dataDir,
    retentionMs: KEPT_MS,
    budgets: { kind: "off" },
    channels: new Map(),
  };
}

/** By its own addresses, as an operator would look at it. */
function toSandboxService({ port, metricsPort, lookAtDue }: RunningService): SandboxService {
  return {
    webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    lookAtDue,
    readFigures: async () => {
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/details`);
      return (await answer.json()) as Awaited<ReturnType<SandboxService["readFigures"]>>;
    },
  };
}
