/**
 * One server of `npm run bench -- intake`, in a process of its own: `node bench/intake-server.ts probot|sqlite|postgres`.
 * Tells its port over IPC, and its memory when asked.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Probot } from "probot";
import { toDelivery } from "../src/app/to-delivery.ts";
import { openStore } from "../src/store/open-store.ts";
import { createServiceMetrics } from "../src/web/service-metrics.ts";
import { startWebServer } from "../src/web/start-web-server.ts";
import { createDeliveryRecorder } from "../src/workflows/record-deliveries.ts";

const secret = process.env["BENCH_SECRET"] ?? "";
const dataDir = process.env["BENCH_DATA_DIR"] ?? "";

/** A Probot application that does nothing, on the middleware that Probot offers, without its request log. */
async function startBareProbot(): Promise<number> {
  const probot = new Probot({ githubToken: "bench", secret, logLevel: "fatal" });
  const middleware = await createNodeMiddleware((app) => app.on("pull_request", () => undefined), { probot });
  const server = createServer((request, response) => void middleware(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function startThroughline(databaseUrl: string | undefined): Promise<number> {
  const now = (): number => Date.now();
  const store = await openStore({ dataDir, now, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  const recorder = createDeliveryRecorder(store, { defer: (run) => void setImmediate(run) });
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  const server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    metricsHost: "127.0.0.1",
    metricsPort: 0,
    webhookSecret: secret,
    accept: (webhook) => recorder.record(toDelivery(webhook)),
    isReady: async () => true,
    findStanding: () => "accepted",
    readFigures: () => store.readFigures(),
    metrics: createServiceMetrics(),
    gitHubUrl: "https://github.com",
    now,
    log,
  });
  return server.port;
}

function start(kind: string | undefined): Promise<number> {
  if (kind === "probot") return startBareProbot();
  return startThroughline(kind === "postgres" ? process.env["BENCH_DATABASE_URL"] : undefined);
}

process.send?.({ port: await start(process.argv[2]) });
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20).unref();
process.on("message", () => process.send?.({ peakRss: Math.max(peak, process.memoryUsage.rss()) }));
