import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonContext } from "../json/json-context.ts";
import type { FaultInjector } from "../observe/fault-injector.ts";
import type { LimitObserver } from "../observe/limit-observer.ts";
import { type PrimaryLimit, type PrimaryState, toLimitHeaders } from "../observe/primary-limit.ts";
import type { OpenRequest, RequestLog } from "../observe/request-log.ts";
import { exchangeChannel, type Exchange as SeenExchange } from "../observe/traffic.ts";
import { toLaggingView } from "../world/world.ts";
import { authenticate, type Guard, parseAuthorization } from "./authenticate.ts";
import type { RouteMatch } from "./match-route.ts";
import { isForm, parseForm, parseObject, readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Caller, Reply } from "./route.ts";
import { toFaultReply } from "./to-fault-reply.ts";

export interface Service {
  readonly guard: Guard;
  readonly match: (method: string, path: string) => RouteMatch | undefined;
  readonly log: RequestLog;
  readonly faults: FaultInjector;
  readonly observer: LimitObserver;
  /** Absent: limits are off. */
  readonly limit: PrimaryLimit | undefined;
  /** Resolves after so long, or at once when the fake closes. */
  readonly wait: (ms: number) => Promise<void>;
}

interface Exchange {
  readonly service: Service;
  readonly response: ServerResponse;
  readonly message: IncomingMessage;
  readonly bytes: Buffer;
  readonly line: OpenRequest;
  readonly installationId: number | undefined;
  readonly resource: PrimaryState["resource"];
}

interface Asked {
  readonly method: string;
  /** Without `/api/v3` of Enterprise Server and without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly matched: RouteMatch | undefined;
}

/** One request from its first byte to its last, faults and limits included. */
export async function serveRequest(
  service: Service,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const line = service.log.open(message.method ?? "GET", message.url ?? "/");
  const bytes = await readBody(message);
  const asked = toAsked(service, message, bytes);
  const route = toRouteName(asked);
  const token = parseAuthorization(message.headers.authorization);
  const installationId = token === undefined ? undefined : service.guard.tokens.find(token)?.installationId;
  line.update({ route, installationId, requestBytes: bytes.length });
  const isGraphql = asked.path === "/graphql";
  const exchange: Exchange = {
    service,
    response,
    message,
    bytes,
    line,
    installationId,
    resource: isGraphql ? "graphql" : "core",
  };
  const done =
    installationId === undefined
      ? undefined
      : service.observer.begin({
          installationId,
          isGraphql,
          isWrite: asked.method !== "GET",
          isContent: asked.matched?.route.isContent === true,
        });
  try {
    await answer(exchange, asked, route);
  } finally {
    done?.();
  }
}

async function answer(exchange: Exchange, asked: Asked, route: string): Promise<void> {
  const { service, message, installationId } = exchange;
  const faults = service.faults.choose({ route, installationId });
  for (const fault of faults) if (fault.kind === "latency") await service.wait(fault.ms);
  const fault = faults.find(({ kind }) => kind !== "latency");
  if (fault !== undefined) {
    // Left open on purpose: the client's own time-out ends it, or the close of the fake.
    if (fault.kind === "hang") return;
    if (fault.kind === "reset" && fault.when === "before") return void message.socket.destroy();
    const reply = toFaultReply(fault, (forMs) => holdBack(exchange, forMs));
    if (reply !== undefined) return send(exchange, { ...reply, isInjected: true });
  }
  const over = findExhausted(exchange);
  const reply = over ?? handle(exchange, asked);
  if (fault?.kind === "reset") return void message.socket.destroy();
  send(exchange, reply);
}

function toAsked(service: Service, message: IncomingMessage, bytes: Buffer): Asked {
  const url = new URL(message.url ?? "/", "http://localhost");
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "").replace(/^\/api\/graphql$/, "/graphql");
  const method = message.method ?? "GET";
  return {
    method,
    path: path === "" ? "/" : path,
    query: url.searchParams,
    body: isForm(message) ? parseForm(bytes) : parseObject(bytes),
    matched: matchPath(service, method, path),
  };
}

/** What moved is redirected to `/repositories/:id/...`: the same routes by id. */
function matchPath(service: Service, method: string, path: string): RouteMatch | undefined {
  const byId = /^\/repositories\/(?<id>\d+)\/(?<rest>.+)$/.exec(path)?.groups;
  if (byId === undefined) return service.match(method, path);
  const matched = service.match(method, `/repos/-/-/${byId["rest"]}`);
  return matched && { ...matched, params: { ...matched.params, id: `${byId["id"]}` } };
}

function toRouteName({ method, path, matched, body }: Asked): string {
  if (path !== "/graphql") return `${method} ${matched?.route.path ?? path}`;
  const named = /\b(?:query|mutation)\s+(\w+)/.exec(`${body?.["query"] ?? ""}`)?.[1];
  return `${method} ${path} ${named ?? "unnamed"}`;
}

function handle(exchange: Exchange, asked: Asked): Reply {
  const { service, message, line, installationId, resource } = exchange;
  const { guard, log } = service;
  const { simulation } = guard;
  try {
    if (asked.matched === undefined) {
      const what = `${asked.method} ${asked.path}`;
      log.addUnknown(what);
      throw new Refusal(501, `The simulated GitHub has no ${what}.`);
    }
    if (asked.body === undefined) throw new Refusal(400, "Problems parsing JSON");
    const { route, params } = asked.matched;
    const caller: Caller =
      route.caller === "anyone"
        ? { kind: "anyone" }
        : authenticate(guard, parseAuthorization(message.headers.authorization));
    if (caller.kind !== route.caller) {
      throw route.caller === "app"
        ? new Refusal(401, "A JSON web token could not be decoded")
        : new Refusal(403, "Resource not accessible by integration");
    }
    const lagMs = service.faults.readLagMs;
    const view =
      lagMs === 0 || (asked.method !== "GET" && asked.path !== "/graphql")
        ? simulation.world
        : toLaggingView(simulation.world, simulation.now() - lagMs);
    const json: JsonContext = { view, app: simulation.app, apiUrl: simulation.apiUrl() };
    const accept = message.headers.accept ?? "";
    const limit = service.limit?.read(`${installationId}`, resource);
    return route.handle({
      ...asked,
      body: asked.body,
      simulation,
      view,
      json,
      params,
      caller,
      limit,
      accept,
    });
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    // A fault of the fake: the test that asserts on unknown routes sees it too.
    log.addUnknown(`${asked.method} ${asked.path} failed: ${error instanceof Error ? error.stack : error}`);
    line.update({ status: 500 });
    return { status: 500, json: { message: "The simulated GitHub failed." } };
  }
}

/** 403 where the hour's requests are spent. */
function findExhausted({ service, installationId, resource }: Exchange): Reply | undefined {
  if (service.limit === undefined || installationId === undefined) return undefined;
  const state = service.limit.read(`${installationId}`, resource);
  if (state.remaining > 0) return undefined;
  service.observer.hold(installationId, state.resetAtMs - service.guard.simulation.now());
  const message = `API rate limit exceeded for installation ID ${installationId}.`;
  // GraphQL answers 200 and tells of it in the body; the headers are the same.
  return resource === "graphql"
    ? { status: 200, json: { errors: [{ type: "RATE_LIMITED", message }] } }
    : new Refusal(403, message).reply;
}

/** From now on the installation is to ask nothing, as far as it was told. */
function holdBack({ service, installationId }: Exchange, forMs: number | undefined): void {
  if (installationId !== undefined) service.observer.hold(installationId, forMs);
}

function send(exchange: Exchange, reply: Reply & { readonly isInjected?: true }): void {
  const { response, message, line, service, installationId, resource } = exchange;
  const text = reply.text ?? (reply.json === undefined ? "" : JSON.stringify(reply.json));
  const isRead = message.method === "GET" && reply.status === 200;
  const etag = isRead ? `W/"${createHash("sha256").update(text).digest("hex")}"` : undefined;
  const isUnchanged = etag !== undefined && message.headers["if-none-match"] === etag;
  const status = isUnchanged ? 304 : reply.status;
  const body = isUnchanged || reply.status === 204 ? "" : text;
  const who = installationId === undefined ? "app" : `${installationId}`;
  // What is unchanged is free; so is the token that everything else needs.
  if (!isUnchanged && installationId !== undefined) service.limit?.spend(who, resource, reply.cost ?? 1);
  response.writeHead(status, {
    date: new Date(service.guard.simulation.now()).toUTCString(),
    "x-github-request-id": toRequestId(line.sequence),
    "x-github-media-type": "github.v3; format=json",
    ...(body === "" ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...(etag === undefined ? {} : { etag, "cache-control": "private, max-age=60, s-maxage=60" }),
    ...(service.limit === undefined ? {} : toLimitHeaders(service.limit.read(who, resource))),
    ...reply.headers,
  });
  response.end(body);
  line.update({ status, responseBytes: Buffer.byteLength(body) });
  if (!exchangeChannel.hasSubscribers) return;
  const seen: SeenExchange = {
    method: message.method ?? "GET",
    url: message.url ?? "/",
    accept: message.headers.accept ?? "",
    requestText: exchange.bytes.toString("utf8"),
    status,
    responseText: body,
    isInjected: reply.isInjected === true,
  };
  exchangeChannel.publish(seen);
}

function toRequestId(sequence: number): string {
  return `SIMU:${sequence.toString(16).toUpperCase().padStart(6, "0")}`;
}
