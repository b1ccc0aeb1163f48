import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { createSchema, type Round, sendAll, startServer } from "./intake-load.ts";
import { type ChildRun, runChild } from "./run-child.ts";

const FILL = fileURLToPath(new URL("fill-store.ts", import.meta.url));
const COMMAND = fileURLToPath(new URL("../bin/throughline.js", import.meta.url));
/** Four senders, each resting between two: a busy organisation, not a flood that would measure itself. */
const LOAD = { deliveries: Number.POSITIVE_INFINITY, senders: 4, bytes: 32_768, pauseMs: 20 };

export interface StoreReportRun {
  readonly report: ChildRun;
  /** The length of its JSON. */
  readonly jsonBytes: number;
  /** While nothing else was asked of the store: what the machine does beside this shows here as well. */
  readonly before: Round;
  readonly acknowledgements: Round;
}

/**
 * The command's report of made changes, as JSON, out of a store of its own, while webhooks come in over HTTP and are made durable in the same
 * store by another process, as they are beside the service.
 */
export async function measureStoreReport(
  count: number,
  postgres: string | undefined,
): Promise<StoreReportRun> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-bench-report-"));
  const database = await createSchema(postgres, `bench_${randomUUID().replaceAll("-", "")}`);
  const env = {
    BENCH_DATA_DIR: dataDir,
    BENCH_DATABASE_URL: database?.url ?? "",
    DATA_DIR: dataDir,
    DATABASE_URL: database?.url ?? "",
  };
  const output = join(dataDir, "report.json");
  const words = ["report", "--repo", "acme/shop", "--since", "2026-01-01", "--format", "json"];
  try {
    await runChild(execPath, [FILL, String(count)], { env });
    const kind = postgres === undefined ? "sqlite" : "postgres";
    const server = await startServer(kind, { dataDir, database: database?.url });
    try {
      await sendAll(server.port, { ...LOAD, deliveries: 200 });
      const before = await sendAll(server.port, { ...LOAD, deliveries: 500 });
      let isOver = false;
      const reporting = runChild(execPath, [COMMAND, ...words, "--output", output], { env }).finally(() => {
        isOver = true;
      });
      const sending = sendAll(server.port, { ...LOAD, isOver: () => isOver });
      const [report, acknowledgements] = await Promise.all([reporting, sending]);
      return { report, before, acknowledgements, jsonBytes: countBytes(output, count) };
    } finally {
      server.child.kill("SIGKILL");
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    await database?.drop();
  }
}

/** Of a report that has all changes. */
function countBytes(output: string, changes: number): number {
  const bytes = readFileSync(output);
  const found = /^ {2}"changes": (\d+),$/m.exec(bytes.toString("latin1", 0, 4096))?.[1];
  if (found !== String(changes)) throw new Error(`The report has ${found} of ${changes} changes.`);
  return bytes.length;
}
