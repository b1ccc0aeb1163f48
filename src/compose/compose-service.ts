import type { RunningService } from "../cli/command-tools.ts";
import type { Delivery } from "../model/delivery.ts";
import type { Settings } from "../settings/settings.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";
import type { StoreFigures } from "../workflows/ports/service-store.ts";
import { composeGitHub } from "./compose-git-hub.ts";
import { composeStore } from "./compose-store.ts";
import { createReportThreads } from "./create-report-threads.ts";
import { machine } from "./machine.ts";

/** A store that needs longer for its figures is in no state to be sent webhooks. */
const FIGURES_MS = 3_000;

/** The whole service: store, GitHub, worker, web server. */
export async function composeService(settings: Settings): Promise<RunningService> {
  const { createServiceLog } = await import("../log/create-service-log.ts");
  const { createServiceMetrics } = await import("../web/service-metrics.ts");
  const { startWebServer } = await import("../web/start-web-server.ts");
  const { toDelivery } = await import("../app/to-delivery.ts");
  const { startService } = await import("../workflows/start-service.ts");
  const { createDeliveryRecorder } = await import("../workflows/record-deliveries.ts");
  const { answerInTime } = await import("../workflows/answer-in-time.ts");
  const log = createServiceLog({
    level: settings.logLevel,
    write: (line) => void process.stdout.write(line),
  });
  const metrics = createServiceMetrics();
  const store = await composeStore(settings);
  try {
    const app = await composeGitHub(settings, {
      gate: store,
      log,
      onRequest: ({ route, status }) => metrics.countRequest(route, status ?? 0),
    });
    const service = startService({
      store,
      app,
      log,
      metrics,
      now: machine.now,
      random: machine.random,
      hash: machine.hash,
      makeReport: createReportThreads(settings),
      owner: machine.owner(),
      keepMs: settings.retentionMs,
      // Of github.com only: it forwards to the same path, and leaves no reference behind.
      ...(settings.gitHub.webUrl === "https://github.com"
        ? { quietLinkBase: "https://redirect.github.com" }
        : {}),
    });
    const recorder = createDeliveryRecorder(store, { defer: machine.defer });
    const readFigures = (): Promise<StoreFigures> => answerInTime(store.readFigures(), FIGURES_MS);
    const server = await startWebServer({
      host: settings.host,
      port: settings.port,
      metricsHost: settings.metrics.host,
      metricsPort: settings.metrics.port,
      webhookSecret: settings.webhookSecret,
      gitHubUrl: settings.gitHub.webUrl,
      accept: async (webhook) => {
        const delivery = toDelivery(webhook);
        const outcome = await recorder.record(delivery);
        if (outcome === "new") logIgnored(delivery, log);
        service.wake();
        return outcome;
      },
      isReady: async () => (await readFigures()) !== undefined,
      readFigures,
      metrics,
      now: machine.now,
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
    return { port: server.port, metricsPort: server.metricsPort, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Without this line nobody could tell why nothing follows from a webhook. */
function logIgnored({ id, event, action, content }: Delivery, log: ServiceLog): void {
  if (content.kind === "ignored")
    log.info({ delivery: id, event, action, why: content.why }, "webhook ignored");
}
