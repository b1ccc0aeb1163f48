import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Webhook } from "../model/webhook.ts";
import { isCheckTraffic } from "../payload/is-check-traffic.ts";
import { parseExactJson } from "../payload/parse-exact-json.ts";
import type { BodyIntake } from "./body-intake.ts";
import type { WebLog } from "./operator-pages.ts";
import type { ServiceMetrics, WebhookOutcome } from "./service-metrics.ts";

/** GitHub sends a GUID. */
const DELIVERY_ID = /^[0-9A-Za-z_-]{1,100}$/;
/** `projects_v2_item`; GitHub names events as it likes, and one that is not used is answered all the same. */
const EVENT = /^[0-9A-Za-z_-]{1,100}$/;
/** GitHub writes it first: `{"action":"completed",...` */
const FIRST_ACTION = /^\s*\{\s*"action"\s*:\s*"([a-z_]{1,64})"/;
const FIRST_BYTES = 200;

interface WebhookHandlerDeps {
  readonly secret: string;
  readonly bodies: BodyIntake;
  /** Resolves once the delivery is durable. */
  readonly accept: (webhook: Webhook) => Promise<"new" | "duplicate">;
  readonly metrics: Pick<ServiceMetrics, "countWebhook">;
  readonly now: () => number;
  readonly log: WebLog;
}

interface Refusal {
  readonly status: number;
  readonly outcome: WebhookOutcome;
  readonly message: string;
}

/**
 * `POST /api/github/webhooks`: 202 once the delivery is durable, 503 where it could not be stored, so that GitHub
 * records a failure that can be redelivered. Stands before the framework: a body is read from Node's request twice
 * as fast as from a web stream, and has to be counted before anything looks at it.
 */
export function createWebhookHandler(
  deps: WebhookHandlerDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const refusal = await receive(deps, request, response);
    if (refusal === undefined) return;
    deps.metrics.countWebhook(refusal.outcome);
    deps.log.warn(
      {
        status: refusal.status,
        why: refusal.message,
        delivery: toLoggable(request.headers["x-github-delivery"]),
      },
      "webhook refused",
    );
    refuseRequest(request, response, refusal);
  };
}

async function receive(
  deps: WebhookHandlerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Refusal | undefined> {
  const receivedAtMs = deps.now();
  const unread = refuseHeaders(request);
  if (unread !== undefined) return unread;
  const reading = await deps.bodies.read(request);
  if (reading.kind !== "whole") return toRefusal(reading.kind);
  const webhook = toWebhook(request, { body: reading.body, secret: deps.secret, receivedAtMs });
  if (webhook === "unused") {
    deps.metrics.countWebhook("unused");
    response.writeHead(202, { "content-type": "text/plain; charset=utf-8" }).end("unused\n");
    return undefined;
  }
  if ("status" in webhook) return webhook;
  try {
    const outcome = await deps.accept(webhook);
    deps.metrics.countWebhook(outcome);
    response.writeHead(202, { "content-type": "text/plain; charset=utf-8" }).end(`${outcome}\n`);
    return undefined;
  } catch (error) {
    deps.log.error({ err: error, delivery: webhook.id, event: webhook.event }, "webhook not stored");
    return { status: 503, outcome: "unavailable", message: "Not stored; redeliver later." };
  }
}

/** What can be refused before a byte of the body was read. */
function refuseHeaders(request: IncomingMessage): Refusal | undefined {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    return malformed(415, "Send the body as it is, without Content-Encoding.");
  }
  const type = request.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/json") return undefined;
  return malformed(415, "Choose the content type application/json in the settings of the webhook.");
}

function toRefusal(kind: "too-large" | "crowded-out" | "cut-off"): Refusal {
  switch (kind) {
    case "too-large":
      return { status: 413, outcome: "too-large", message: "The body is larger than 25 MB." };
    case "crowded-out":
      return {
        status: 503,
        outcome: "unavailable",
        message: "Too many large bodies at once; redeliver later.",
      };
    case "cut-off":
      return { status: 400, outcome: "cut-off", message: "The body ended early." };
  }
}

/** `unused`: told of the check of some app, and of no use here. */
function toWebhook(
  request: IncomingMessage,
  {
    body,
    secret,
    receivedAtMs,
  }: { readonly body: Buffer; readonly secret: string; readonly receivedAtMs: number },
): Webhook | Refusal | "unused" {
  if (!isSigned(body, request.headers["x-hub-signature-256"], secret)) {
    return { status: 401, outcome: "unsigned", message: "X-Hub-Signature-256 is missing or wrong." };
  }
  const id = request.headers["x-github-delivery"];
  if (typeof id !== "string" || !DELIVERY_ID.test(id))
    return malformed(400, "X-GitHub-Delivery is missing or wrong.");
  const event = request.headers["x-github-event"];
  if (typeof event !== "string" || !EVENT.test(event))
    return malformed(400, "X-GitHub-Event is missing or wrong.");
  // Several for each job of each workflow: whole and signed, but not worth parsing or storing.
  if (isCheckTraffic(event, findFirstAction(body))) return "unused";
  const payload = parseJson(body);
  if (payload === undefined) return malformed(400, "The body is no JSON.");
  return { id, event, payload, bodyHash: hash("sha256", body, "hex"), receivedAtMs };
}

function findFirstAction(body: Buffer): string | undefined {
  return FIRST_ACTION.exec(body.toString("latin1", 0, FIRST_BYTES))?.[1];
}

/** JSON has no `undefined`, so that stands for text that is none. */
function parseJson(body: Buffer): unknown {
  try {
    return parseExactJson(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function malformed(status: number, message: string): Refusal {
  return { status, outcome: "malformed", message };
}

/** Whoever sends it may write anything into the header. */
function toLoggable(id: unknown): string | undefined {
  return typeof id === "string" && DELIVERY_ID.test(id) ? id : undefined;
}

/** `sha256=` and 64 hexadecimal digits. A doubled header arrives joined by a comma and does not match. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** True where `X-Hub-Signature-256` is the HMAC of the raw body. Compared in constant time. */
function isSigned(body: Buffer, signature: unknown, secret: string): boolean {
  if (typeof signature !== "string") return false;
  const digits = SIGNATURE.exec(signature)?.[1];
  if (digits === undefined) return false;
  return timingSafeEqual(createHmac("sha256", secret).update(body).digest(), Buffer.from(digits, "hex"));
}

/** How long a sender that still uploads may take to notice the answer. */
const LINGER_MS = 1000;

/**
 * Answers before the whole request was read, and ends the connection. Closing at once would reset it while the
 * sender still writes, and the sender would never see the answer; so what comes is thrown away for a moment first.
 */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: { readonly status: number; readonly message: string },
): void {
  if (response.headersSent || response.destroyed) return;
  const text = `${refusal.message}\n`;
  response.writeHead(refusal.status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    connection: "close",
  });
  if (request.complete) {
    response.end(text);
    return;
  }
  response.write(text);
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => response.end());
  request.resume();
}
