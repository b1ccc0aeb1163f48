import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  createSchema,
  type Load,
  PATH,
  type Round,
  type Running,
  sendAll,
  startServer,
} from "./intake-load.ts";
import type { Table } from "./table.ts";

const WARM_UP = 500;

/**
 * Acknowledgements of webhooks over loopback, every one signed and with an id of its own: a Probot application that does
 * nothing against the service with each delivery durable. The servers take turns, so that the machine's moods hit all.
 * And a body of 600 MB: when it is cut off, and what it costs in memory.
 *
 * Options: `--deliveries 2000`, `--senders 16`, `--bytes 32768`, `--rounds 5`, `--postgres URL` (else without it).
 */
export async function benchIntake(options: readonly string[] = []): Promise<readonly Table[]> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      deliveries: { type: "string", default: "2000" },
      senders: { type: "string", default: "16" },
      bytes: { type: "string", default: "32768" },
      rounds: { type: "string", default: "5" },
      postgres: { type: "string" },
    },
  });
  const load = {
    deliveries: Number(values.deliveries),
    senders: Number(values.senders),
    bytes: Number(values.bytes),
  };
  const kinds = ["probot", "sqlite", ...(values.postgres === undefined ? [] : ["postgres"])];
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-bench-intake-"));
  const schema = `bench_${randomUUID().replaceAll("-", "")}`;
  const database = await createSchema(values.postgres, schema);
  const running = new Map<string, Running>();
  try {
    for (const kind of kinds)
      running.set(kind, await startServer(kind, { dataDir, database: database?.url }));
    const rounds = new Map<string, Round[]>(kinds.map((kind) => [kind, []]));
    for (const [, { port }] of running) await sendAll(port, { ...load, deliveries: WARM_UP });
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const [kind, { port }] of running) rounds.get(kind)?.push(await sendAll(port, load));
    }
    const acknowledgements = await buildRoundsTable(rounds, running, load);
    return [acknowledgements, await measureHugeBody(running.get("sqlite"))];
  } finally {
    for (const { child } of running.values()) child.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
    await database?.drop();
  }
}

async function readPeakMiB({ child }: Running): Promise<number> {
  child.send("memory");
  const [{ peakRss }] = (await once(child, "message")) as [{ peakRss: number }];
  return Math.round(peakRss / 2 ** 20);
}

async function buildRoundsTable(
  rounds: ReadonlyMap<string, readonly Round[]>,
  running: ReadonlyMap<string, Running>,
  { deliveries, senders, bytes }: Load,
): Promise<Table> {
  const bare = toMedian((rounds.get("probot") ?? []).map(({ perSecond }) => perSecond));
  const rows: string[][] = [];
  for (const [kind, all] of rounds) {
    const perSecond = toMedian(all.map((round) => round.perSecond));
    const server = running.get(kind);
    rows.push([
      kind === "probot" ? "bare Probot, nothing kept" : `Throughline, ${kind}, durable`,
      perSecond.toFixed(0),
      `${Math.min(...all.map((round) => round.perSecond)).toFixed(0)} to ${Math.max(...all.map((round) => round.perSecond)).toFixed(0)}`,
      (perSecond / bare).toFixed(2),
      toMedian(all.map(({ p50Ms }) => p50Ms)).toFixed(1),
      toMedian(all.map(({ p99Ms }) => p99Ms)).toFixed(1),
      server === undefined ? "" : String(await readPeakMiB(server)),
    ]);
  }
  return {
    title: `Acknowledgements: ${deliveries} deliveries of ${bytes} bytes, ${senders} senders, median of rounds`,
    head: ["server", "acks/s", "range", "of bare Probot", "p50 ms", "p99 ms", "peak RSS MiB"],
    rows,
  };
}

function toMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** 600 MB without an announced length and without a signature: written as long as the other side takes it. */
async function measureHugeBody(server: Running | undefined): Promise<Table> {
  if (server === undefined) throw new Error("the service is not running");
  const before = await readPeakMiB(server);
  const socket = new Socket().connect(server.port, "127.0.0.1");
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(0x100000, "x"), Buffer.from("\r\n")]);
  let answer = "";
  let sentMiB = 0;
  socket.on("data", (data: Buffer) => {
    answer += data.toString("latin1");
  });
  // Reset while writing: that is what is being measured.
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => void socket.once("close", resolve));
  socket.write(
    `POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  while (sentMiB < 600 && answer === "" && !socket.destroyed) {
    if (!socket.write(chunk)) await Promise.race([once(socket, "drain").catch(() => undefined), closed]);
    sentMiB += 1;
  }
  await closed;
  return {
    title: "A body of 600 MiB, chunked, unsigned",
    head: ["answer", "MiB written before it", "peak RSS MiB before", "peak RSS MiB after"],
    rows: [
      [answer.split("\r\n", 1)[0] ?? "", String(sentMiB), String(before), String(await readPeakMiB(server))],
    ],
  };
}
