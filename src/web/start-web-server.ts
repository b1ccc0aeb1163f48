import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import type { Webhook } from "../model/webhook.ts";
import type { AppStanding } from "../workflows/ports/app-inspection.ts";
import type { StoreFigures } from "../workflows/ports/service-store.ts";
import { createBodyIntake } from "./body-intake.ts";
import { type HttpServer, startHttpServer } from "./http-server.ts";
import { isAtWebhookPath, isWebhook, refuseMisdirected } from "./misdirected-webhook.ts";
import type { WebLog } from "./operator-pages.ts";
import { createOperatorPages } from "./operator-pages.ts";
import { createPublicPages } from "./public-pages.ts";
import type { ServiceMetrics } from "./service-metrics.ts";
import { createWebhookHandler, refuseRequest } from "./webhook-handler.ts";

const MEBIBYTE = 1024 * 1024;

export interface WebServerDeps {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly metricsHost: string;
  readonly metricsPort: number;
  /** Names by which the operator's port may be asked, beside addresses and local ones. */
  readonly metricsAllowedHosts?: readonly string[];
  readonly webhookSecret: string;
  /** Resolves once the delivery is durable; rejecting is answered 503. */
  readonly accept: (webhook: Webhook) => Promise<"new" | "duplicate">;
  readonly isReady: () => Promise<boolean>;
  readonly readFigures: () => Promise<StoreFigures>;
  readonly findStanding: () => AppStanding | undefined;
  readonly metrics: ServiceMetrics;
  /** `https://github.com`, for the links of the setup page. */
  readonly gitHubUrl: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: WebLog;
  /** Servers that listen already, to be taken over as they are. */
  readonly listening?: ListeningServers;
  /** What the tests make small. */
  readonly limits?: Partial<WebServerLimits>;
}

export interface WebServerLimits {
  readonly maxBodyBytes: number;
  readonly maxTotalBodyBytes: number;
  readonly requestTimeoutMs: number;
  readonly closeTimeoutMs: number;
}

export interface ListeningServers {
  readonly open: HttpServer;
  readonly operator: HttpServer;
}

export const WEB_SERVER_LIMITS: WebServerLimits = {
  maxBodyBytes: 25 * MEBIBYTE,
  // Two of the largest. Node frees what was dropped only with the next collection, so more is held for a moment.
  maxTotalBodyBytes: 50 * MEBIBYTE,
  requestTimeoutMs: 15_000,
  // The whole service has 10 s between SIGTERM and its end.
  closeTimeoutMs: 8000,
};

export interface WebServer {
  readonly port: number;
  readonly metricsPort: number;
  /** Stops accepting, finishes what is in flight, cuts what is not finished after 8 s. */
  close(): Promise<void>;
}

/** Starts the open server and the operator's one; rejects where an address can't be had. */
export async function startWebServer(deps: WebServerDeps): Promise<WebServer> {
  const limits = { ...WEB_SERVER_LIMITS, ...deps.limits };
  const showOpen = createOpenListener(deps, limits);
  const showOperator = createPagesListener(
    createOperatorPages({
      ...deps,
      host: { listensOn: deps.metricsHost, allowed: deps.metricsAllowedHosts ?? [] },
    }),
  );
  const { open, operator } = deps.listening ?? (await listen(deps, limits, [showOpen, showOperator]));
  open.handOver(showOpen);
  operator.handOver(showOperator);
  return {
    port: open.port,
    metricsPort: operator.port,
    async close() {
      await Promise.all([open.close(), operator.close()]);
    },
  };
}

/** Both addresses or none. */
export async function listen(
  { host, port, metricsHost, metricsPort }: Addresses,
  limits: WebServerLimits,
  [showOpen, showOperator]: readonly [RequestListener, RequestListener],
): Promise<ListeningServers> {
  const open = await startHttpServer({ host, port, ...limits }, showOpen);
  try {
    const operator = await startHttpServer({ host: metricsHost, port: metricsPort, ...limits }, showOperator);
    return { open, operator };
  } catch (error) {
    await open.close();
    throw error;
  }
}

type Addresses = Pick<WebServerDeps, "host" | "port" | "metricsHost" | "metricsPort">;

function createOpenListener(deps: WebServerDeps, limits: WebServerLimits): RequestListener {
  const showPage = createPagesListener(createPublicPages(deps));
  const receiveWebhook = createWebhookHandler({
    secret: deps.webhookSecret,
    bodies: createBodyIntake({ maxBytes: limits.maxBodyBytes, maxTotalBytes: limits.maxTotalBodyBytes }),
    accept: deps.accept,
    metrics: deps.metrics,
    now: deps.now,
    log: deps.log,
  });
  return (request, response) => {
    if (request.method !== "POST" || !isAtWebhookPath(request)) {
      if (!isWebhook(request)) {
        showPage(request, response);
        return;
      }
      deps.metrics.countWebhook("malformed");
      deps.log.warn({ status: 404 }, "webhook came to another address than its own");
      refuseMisdirected(request, response);
      return;
    }
    receiveWebhook(request, response).catch((error: unknown) => {
      deps.log.error({ err: error }, "webhook handler failed");
      refuseRequest(request, response, { status: 500, message: "Failed." });
    });
  };
}

/** Pages are only read: a request that brings a body for one is refused before a byte of it is. */
function createPagesListener(pages: Hono): RequestListener {
  const show = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  return (request, response) => {
    if (request.method === "GET" || request.method === "HEAD") {
      void show(request, response);
      return;
    }
    response.setHeader("allow", "GET, HEAD");
    refuseRequest(request, response, { status: 405, message: "Only GET is answered here." });
  };
}
