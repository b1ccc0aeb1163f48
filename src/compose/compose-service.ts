import type { RunningService } from "../cli/command-tools.ts";
import type { Delivery, Webhook } from "../model/webhook.ts";
import type { Settings } from "../settings/settings.ts";
import type { ServiceMetrics } from "../web/service-metrics.ts";
import type { ListeningServers } from "../web/start-web-server.ts";
import type { HealingParts } from "../workflows/healing/keep-deliveries.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";
import type { StoreFigures } from "../workflows/ports/service-store.ts";
import type { DeliveryRecorder } from "../workflows/record-deliveries.ts";
import type { ServiceParts } from "../workflows/start-service.ts";
import { composeGitHub } from "./compose-git-hub.ts";
import { composeStore } from "./compose-store.ts";
import { machine } from "./machine.ts";
import { composeSummaries, createMakersHere, createReportThreads } from "./threads.ts";
import { toQuietLinkBase } from "./to-quiet-link-base.ts";

/** A store that needs longer for its figures is in no state to be sent webhooks. */
const FIGURES_MS = 3_000;

/** What a service takes from around it; the demo moves its clock by weeks and keeps the log off the terminal. */
export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly writeLog: (line: string) => void;
  /** `demo`: a small store that is thrown away, so nothing waits for the disk or for a thread to start. */
  readonly purpose?: "demo";
  /** Servers of the set-up, whose place the service takes. */
  readonly listening?: ListeningServers;
}

export const OF_THE_MACHINE: Surroundings = {
  now: machine.now,
  writeLog: (line) => void process.stdout.write(line),
};

/** The whole service: store, GitHub, worker, web server. */
export async function composeService(
  settings: Settings,
  { listening, ...around }: Surroundings = OF_THE_MACHINE,
): Promise<RunningService> {
  const { createServiceLog } = await import("../log/create-service-log.ts");
  const { createServiceMetrics } = await import("../web/service-metrics.ts");
  const { startWebServer } = await import("../web/start-web-server.ts");
  const { toDelivery } = await import("../app/to-delivery.ts");
  const { startService } = await import("../workflows/start-service.ts");
  const { createDeliveryRecorder } = await import("../workflows/record-deliveries.ts");
  const { answerInTime } = await import("../workflows/answer-in-time.ts");
  const { watchStanding } = await import("../workflows/service-memory.ts");
  const { now } = around;
  const log = createServiceLog({ level: settings.logLevel, write: around.writeLog });
  const metrics = createServiceMetrics();
  const standing = watchStanding(log);
  const store = await composeStore(settings, {
    now,
    ...(around.purpose === "demo" ? { durability: "thrown-away" } : {}),
  });
  try {
    const app = await composeGitHub(settings, {
      gate: store,
      log,
      now,
      onRequest: ({ route, status }) => metrics.countRequest(route, status ?? 0),
      onStanding: standing.note,
    });
    const recorder = createDeliveryRecorder(store, { defer: machine.defer });
    const accept = (webhook: Webhook): Promise<"new" | "duplicate"> =>
      recordLogged(toDelivery(webhook), recorder, log);
    const service = startService(
      await buildParts(settings, { store, app, log, metrics, now, accept, purpose: around.purpose }),
    );
    const readFigures = (): Promise<StoreFigures> => answerInTime(store.readFigures(), FIGURES_MS);
    const server = await startWebServer({
      host: settings.host,
      port: settings.port,
      metricsHost: settings.metrics.host,
      metricsPort: settings.metrics.port,
      metricsAllowedHosts: settings.metrics.allowedHosts,
      ...(listening === undefined ? {} : { listening }),
      webhookSecret: settings.webhookSecret,
      gitHubUrl: settings.gitHub.webUrl,
      accept: async (webhook) => {
        const outcome = await accept(webhook);
        service.wake();
        return outcome;
      },
      isReady: async () => (await readFigures()) !== undefined,
      readFigures,
      findStanding: standing.find,
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
    const { lookAtDue } = service;
    return { port: server.port, metricsPort: server.metricsPort, lookAtDue, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Built extends Pick<ServiceParts, "store" | "log" | "now"> {
  readonly app: ServiceParts["app"] & { readonly deliveryLog: HealingParts["log"] };
  readonly metrics: ServiceMetrics;
  readonly accept: HealingParts["accept"];
  readonly purpose: Surroundings["purpose"];
}

async function buildParts(settings: Settings, { accept, purpose, ...built }: Built): Promise<ServiceParts> {
  const quietLinkBase = toQuietLinkBase(settings.gitHub);
  const summaries = await composeSummaries(settings, built.now);
  const here = purpose === "demo" ? await createMakersHere(built.store) : undefined;
  return {
    ...built,
    random: machine.random,
    hash: machine.hash,
    seal: machine.createSeal(settings.webhookSecret),
    makeReport: here?.makeReport ?? createReportThreads(settings),
    summaries: here === undefined ? summaries : { ...summaries, make: here.makeSummary },
    // In the demo nothing is lost, and a look by the machine's clock would be told as what followed from an act.
    ...(purpose === "demo" ? {} : { healing: buildHealing(built, accept) }),
    owner: machine.owner(),
    keepMs: settings.retentionMs,
    ...(quietLinkBase === undefined ? {} : { quietLinkBase }),
  };
}

function buildHealing(
  { app, metrics }: Pick<Built, "app" | "metrics">,
  accept: Built["accept"],
): HealingParts {
  return {
    log: app.deliveryLog,
    accept,
    countLost: metrics.countLostDelivery,
    unreadable: new Set(),
  };
}

/** Without the line of what is ignored nobody could tell why nothing follows from a webhook. */
async function recordLogged(
  delivery: Delivery,
  recorder: DeliveryRecorder,
  log: ServiceLog,
): Promise<"new" | "duplicate"> {
  const { id, event, action, content } = delivery;
  const outcome = await recorder.record(delivery);
  if (outcome === "new" && content.kind === "ignored")
    log.info({ delivery: id, event, action, why: content.why }, "webhook ignored");
  return outcome;
}
