import { createHmac, randomUUID } from "node:crypto";
import { Socket } from "node:net";
import nock from "nock";
import { onTestFinished } from "vitest";
import type { Webhook } from "../../src/model/webhook.ts";
import { createServiceMetrics } from "../../src/web/service-metrics.ts";
import { startWebServer, type WebServer, type WebServerDeps } from "../../src/web/start-web-server.ts";

// nock stands in for sockets too and holds back what is no whole request, and some of these tests send just that.
// They talk to their own server on loopback alone.
nock.restore();

export const SECRET = "a secret of the tests, long enough";

export interface RunningServer extends WebServer {
  readonly url: string;
  readonly metricsUrl: string;
  readonly accepted: Webhook[];
  readonly logged: readonly { readonly level: string; readonly fields: object; readonly message: string }[];
}

/** A server on free ports of loopback that ends with the test. */
export async function startTestServer(overrides: Partial<WebServerDeps> = {}): Promise<RunningServer> {
  const accepted: Webhook[] = [];
  const logged: { level: string; fields: object; message: string }[] = [];
  const logAt = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, fields, message });
  const server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    metricsHost: "127.0.0.1",
    metricsPort: 0,
    webhookSecret: SECRET,
    accept: async (webhook) => {
      const isKnown = accepted.some(({ id }) => id === webhook.id);
      accepted.push(webhook);
      return isKnown ? "duplicate" : "new";
    },
    isReady: async () => true,
    readFigures: async () => ({
      oldestUndoneReceivedAtMs: 4000,
      undoneDeliveries: 3,
      waitingSubjects: 2,
      deadSubjects: 1,
      quarantinedSubjects: 0,
    }),
    findStanding: () => "accepted",
    metrics: createServiceMetrics(),
    gitHubUrl: "https://github.com",
    now: () => 10_000,
    log: { info: logAt("info"), warn: logAt("warn"), error: logAt("error") },
    ...overrides,
  });
  onTestFinished(() => server.close());
  return {
    ...server,
    url: `http://127.0.0.1:${server.port}`,
    metricsUrl: `http://127.0.0.1:${server.metricsPort}`,
    accepted,
    logged,
  };
}

export function sign(body: string | Buffer, secret = SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** The headers that GitHub sends with a body. */
export function makeHeaders(body: string | Buffer): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-github-delivery": randomUUID(),
    "x-github-event": "pull_request",
    "x-hub-signature-256": sign(body),
  };
}

export function postWebhook(
  server: RunningServer,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}/api/github/webhooks`, {
    method: "POST",
    headers: { ...makeHeaders(body), ...headers },
    body,
  });
}

export interface RawConnection {
  readonly socket: Socket;
  /** Everything that came until the other side ended the connection. */
  readonly ended: Promise<string>;
  /** Resolves once something has come. */
  readonly answered: Promise<string>;
}

/** A bare connection, for requests that no well-behaved client sends. */
export function connectRaw(server: WebServer): RawConnection {
  const socket = new Socket().connect(server.port, "127.0.0.1");
  let text = "";
  const answered = new Promise<string>((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      resolve(text);
    });
  });
  const ended = new Promise<string>((resolve) => {
    socket.on("error", () => resolve(text));
    socket.on("close", () => resolve(text));
  });
  onTestFinished(() => void socket.destroy());
  return { socket, ended, answered };
}

/** The head of a webhook as it goes over the line. */
export function toRequestHead(headers: Record<string, string | number>): string {
  const lines = Object.entries({ host: "127.0.0.1", ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `POST /api/github/webhooks HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}
