import { type ChildProcess, fork } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

const SERVER = join(import.meta.dirname, "intake-server.ts");
const SECRET = "a secret of the bench, long enough";
export const PATH = "/api/github/webhooks";

export interface Round {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

export interface Running {
  readonly port: number;
  readonly child: ChildProcess;
}

export interface Load {
  readonly deliveries: number;
  readonly senders: number;
  readonly bytes: number;
  /** Between the answer and the next delivery of a sender. */
  readonly pauseMs?: number;
  /** Ends it before all are sent. */
  readonly isOver?: () => boolean;
}

/** Tables of their own, gone afterwards. */
export async function createSchema(
  url: string | undefined,
  schema: string,
): Promise<{ readonly url: string; drop(): Promise<void> } | undefined> {
  if (url === undefined) return undefined;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create schema ${schema}`);
  const own = new URL(url);
  own.searchParams.set("options", `-c search_path=${schema}`);
  return { url: own.href, drop: () => run(`drop schema ${schema} cascade`) };
}

export async function startServer(
  kind: string,
  { dataDir, database }: { readonly dataDir: string; readonly database: string | undefined },
): Promise<Running> {
  const env = {
    ...process.env,
    BENCH_SECRET: SECRET,
    BENCH_DATA_DIR: dataDir,
    BENCH_DATABASE_URL: database ?? "",
  };
  const child = fork(SERVER, [kind], { env, execArgv: [] });
  const started = await Promise.race([
    once(child, "message").then(([message]) => message as { port: number }),
    once(child, "exit").then(() => undefined),
  ]);
  if (started === undefined) throw new Error(`the ${kind} server did not start`);
  return { port: started.port, child };
}

/** A pull request's event, filled up to its size with a description that holds no answer. */
function makeBody(bytes: number, number: number): Buffer {
  const user = { id: 11, login: "mona", type: "User" };
  const payload = {
    action: "edited",
    installation: { id: 77 },
    sender: user,
    repository: {
      id: 900,
      name: "shop",
      owner: { id: 5, login: "acme" },
      private: true,
      default_branch: "main",
    },
    pull_request: {
      number,
      state: "open",
      title: "Faster checkout",
      body: "",
      user,
      labels: [{ name: "area: checkout" }],
      created_at: "2026-03-01T10:00:00Z",
      updated_at: "2026-03-01T10:05:00Z",
      head: { sha: "a".repeat(40), ref: "faster", repo: { id: 900 } },
      base: { ref: "main" },
      links: [] as string[],
    },
  };
  while (JSON.stringify(payload).length < bytes - 80) {
    payload.pull_request.links.push(
      `https://api.github.com/repos/acme/shop/pulls/${payload.pull_request.links.length}`,
    );
  }
  return Buffer.from(JSON.stringify(payload));
}

export async function sendAll(
  port: number,
  { deliveries, senders, bytes, pauseMs = 0, isOver = () => false }: Load,
): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const bodies = Array.from({ length: 50 }, (_, index) => makeBody(bytes, index + 1)).map((body) => ({
    body,
    signature: `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
  }));
  const latencies: number[] = [];
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < deliveries && !isOver()) {
      const made = bodies[next++ % bodies.length];
      if (made === undefined) return;
      const begin = performance.now();
      await sendOne(agent, port, made);
      latencies.push(performance.now() - begin);
      if (pauseMs > 0) await setTimeout(pauseMs);
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: senders }, sender));
  const seconds = (performance.now() - begin) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    worstMs: latencies.at(-1) ?? 0,
  };
}

function sendOne(
  agent: Agent,
  port: number,
  { body, signature }: { readonly body: Buffer; readonly signature: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": body.length,
      "x-github-delivery": randomUUID(),
      "x-github-event": "pull_request",
      "x-hub-signature-256": signature,
    };
    const sent = request(
      { agent, host: "127.0.0.1", port, path: PATH, method: "POST", headers },
      (response) => {
        response.resume();
        response.once("end", () => {
          // Probot answers 200, the service 202.
          if (response.statusCode === 200 || response.statusCode === 202) resolve();
          else reject(new Error(`answered ${response.statusCode}`));
        });
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}
