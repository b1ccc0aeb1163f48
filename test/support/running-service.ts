import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** The service in a process of its own, as `npm start` runs it. */
export interface RunningService {
  readonly webhookUrl: string;
  readonly pid: number;
  /** Log lines so far, parsed. */
  readonly log: readonly LogLine[];
  readDetails(): Promise<Details>;
  readMetrics(): Promise<string>;
  /** Everything that it said outside its log. */
  readSaid(): string;
  /** SIGTERM; resolves to how long it took and how it ended. */
  stop(): Promise<{ readonly ms: number; readonly code: number | null }>;
  /** SIGKILL; resolves once the process is gone. */
  kill(): Promise<void>;
}

export interface LogLine {
  readonly level: string | number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** What `/details` answers. */
export interface Details {
  readonly store: "readable" | "not readable";
  readonly app: "accepted" | "refused" | "not asked yet";
  readonly undoneDeliveries: number;
  readonly waitingSubjects: number;
  readonly deadSubjects: number;
  readonly quarantinedSubjects: number;
}

export interface ServiceSettings {
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly metricsPort: number;
}

const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;

const ROOT = join(import.meta.dirname, "../..");
const START_WITHIN_MS = 90_000;
/** The whole service promises to end within 10 s. */
const STOP_WITHIN_MS = 12_000;

/** Resolves once it listens and has compared GitHub's installations with its store. Rejects with what it said where it does not start. */
export async function startRunningService({
  env,
  port,
  metricsPort,
}: ServiceSettings): Promise<RunningService> {
  // Nothing of the machine's own environment: a setting of the developer must not reach a test.
  const child = spawn(process.execPath, readStartArguments(), {
    env: { PATH: process.env["PATH"], PORT: `${port}`, METRICS_PORT: `${metricsPort}`, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    cwd: env["DATA_DIR"] ?? join(ROOT, "test"),
  });
  const output = watchOutput(child);
  const ended = once(child, "exit").then(([code]) => code as number | null);
  await waitUntilReady(output, ended);
  const kill = async (signal: "SIGTERM" | "SIGKILL"): Promise<number | null> => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    return ended.finally(() => clearTimeout(timer));
  };
  const read = async (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${metricsPort}${path}`, { signal: AbortSignal.timeout(30_000) });
  return {
    webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    pid: child.pid ?? 0,
    log: output.log,
    readDetails: async () => (await (await read("/details")).json()) as Details,
    readMetrics: async () => (await read("/metrics")).text(),
    readSaid: () => output.said.join("\n"),
    async stop() {
      const begin = performance.now();
      const code = await kill("SIGTERM");
      return { ms: performance.now() - begin, code };
    },
    kill: async () => void (await kill("SIGKILL")),
  };
}

/** As `npm start` does. */
function readStartArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: { readonly start: string };
  };
  // `exec node bin/...`: the shell gives its place to Node.
  const words = scripts.start.split(" ").slice(2);
  return words.map((word) => (word.endsWith(".js") ? join(ROOT, word) : word));
}

interface Output {
  readonly log: LogLine[];
  readonly said: string[];
  /** Called for each line. */
  heard: () => void;
}

function watchOutput(child: ChildProcess): Output {
  const output: Output = { log: [], said: [], heard: () => undefined };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("{")) output.log.push(JSON.parse(line) as LogLine);
        else if (line !== "") output.said.push(line);
      }
      output.heard();
    });
  }
  return output;
}

async function waitUntilReady(output: Output, ended: Promise<number | null>): Promise<void> {
  const isReady = (): boolean =>
    output.said.some((line) => line.includes("webhooks on port")) &&
    output.log.some(({ msg }) => msg.startsWith("installations c"));
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<"ready" | "late">((resolve) => {
    output.heard = () => isReady() && resolve("ready");
    timer = setTimeout(() => resolve("late"), START_WITHIN_MS);
  });
  const outcome = await Promise.race([ready, ended]);
  clearTimeout(timer);
  if (outcome === "ready") return;
  const lines = [...output.said, ...output.log.map((line) => JSON.stringify(line))];
  throw new Error(`The service did not start (${outcome}):\n${lines.join("\n")}`);
}

const given = new Set<number>();

/**
 * A port that was free a moment ago: the service is told its ports, so that a restart finds the same ones. Below those
 * that systems give to outgoing connections: one of them would else be taken now and then before the service starts.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    // On all addresses, as the service listens.
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
