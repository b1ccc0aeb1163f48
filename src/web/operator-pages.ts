import { Hono } from "hono";
import type { AppStanding } from "../workflows/ports/app-inspection.ts";
import type { StoreFigures } from "../workflows/ports/service-store.ts";
import { type GuardedHost, guardHost } from "./guard-host.ts";
import { securityHeaders } from "./page-frame.ts";
import type { ServiceMetrics } from "./service-metrics.ts";

interface OperatorPagesDeps {
  readonly host: GuardedHost;
  readonly readFigures: () => Promise<StoreFigures>;
  /** What GitHub's last answer showed of the app. */
  readonly findStanding: () => AppStanding | undefined;
  readonly metrics: Pick<ServiceMetrics, "render" | "contentType">;
  readonly now: () => number;
  readonly log: WebLog;
}

/** What an operator may see: `/metrics` for Prometheus, `/details` as JSON. On loopback unless set otherwise. */
export function createOperatorPages(deps: OperatorPagesDeps): Hono {
  const pages = new Hono();
  const findFigures = async (): Promise<StoreFigures | undefined> => {
    try {
      return await deps.readFigures();
    } catch (error) {
      deps.log.error({ err: error }, "store not readable");
      return undefined;
    }
  };
  pages.use(securityHeaders);
  pages.use(guardHost(deps.host));
  pages.get("/metrics", async (context) => {
    const text = await deps.metrics.render(await findFigures(), deps.now());
    return context.body(text, 200, { "content-type": deps.metrics.contentType });
  });
  pages.get("/details", async (context) => {
    const figures = await findFigures();
    if (figures === undefined) return context.json({ store: "not readable" }, 503);
    const oldest = figures.oldestUndoneReceivedAtMs;
    return context.json({
      store: "readable",
      app: deps.findStanding() ?? "not asked yet",
      oldestUndoneDeliverySeconds:
        oldest === undefined ? null : Math.max(0, Math.round((deps.now() - oldest) / 1000)),
      undoneDeliveries: figures.undoneDeliveries,
      waitingSubjects: figures.waitingSubjects,
      deadSubjects: figures.deadSubjects,
      quarantinedSubjects: figures.quarantinedSubjects,
    });
  });
  pages.notFound((context) => context.text("Not found: /metrics and /details are here\n", 404));
  return pages;
}

/** A logger as pino and Probot have it: fields first, then a static message. */
export interface WebLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
