import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isLoopbackHost } from "../page/guard-page.ts";
import { createDriver } from "./driving/create-driver.ts";
import { createGraphqlRoutes } from "./graphql/graphql-routes.ts";
import { createRouteMatcher } from "./http/match-route.ts";
import { type Service, serveRequest } from "./http/serve-request.ts";
import { Tokens } from "./http/tokens.ts";
import { FaultInjector } from "./observe/fault-injector.ts";
import { LimitObserver } from "./observe/limit-observer.ts";
import { PrimaryLimit } from "./observe/primary-limit.ts";
import { RequestLog } from "./observe/request-log.ts";
import { Pauses } from "./pauses.ts";
import { createAppRoutes } from "./routes/app-routes.ts";
import { branchRoutes } from "./routes/branch-routes.ts";
import { checkRoutes } from "./routes/check-routes.ts";
import { commentRoutes } from "./routes/comment-routes.ts";
import { contentRoutes } from "./routes/content-routes.ts";
import { createHookRoutes } from "./routes/hook-routes.ts";
import { issueRoutes } from "./routes/issue-routes.ts";
import { permissionRoutes } from "./routes/permission-routes.ts";
import { pullRequestRoutes } from "./routes/pull-request-routes.ts";
import { createRegistrationRoutes } from "./routes/registration-routes.ts";
import type { DeliveryIds, SimulatedGitHub, SimulatedGitHubOptions } from "./simulated-git-hub.ts";
import type { Simulation } from "./simulation.ts";
import { createEmitter } from "./webhooks/create-emitter.ts";
import { WebhookSender } from "./webhooks/webhook-sender.ts";
import { AppRegistry } from "./world/app-registry.ts";
import { createRandom } from "./world/random.ts";
import { registerApp } from "./world/register-app.ts";
import { createWorld } from "./world/world.ts";

const WEBHOOK_TIMEOUT_MS = 10_000;
const REQUESTS_PER_HOUR = 5000;
const FIRST_ID = 1000;

/** A faithful fake of GitHub on loopback, for tests and the demo. Resolves when it listens; rejects if the port is taken. */
export async function startSimulatedGitHub(options: SimulatedGitHubOptions): Promise<SimulatedGitHub> {
  const { now, seed = 1, rateLimit = { perHour: REQUESTS_PER_HOUR } } = options;
  const server = createServer();
  await listen(server, options.port ?? 0);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pauses = new Pauses();
  const nextId = createCounter(FIRST_ID);
  // Chance of its own for each use: a fault drawn or not must not change the ids and SHAs that follow.
  const [ids, chance, order, secrets] = [0, 1, 2, 3].map((stream) => createRandom(seed * 4 + stream));
  if (ids === undefined || chance === undefined || order === undefined || secrets === undefined)
    throw new Error("Unreachable.");
  const sender = new WebhookSender({
    appId: () => registry.current.id,
    now,
    random: order,
    nextId: createCounter(FIRST_ID),
    pauses,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    target: options.webhook,
  });
  const world = createWorld(now);
  const registry = new AppRegistry(registerApp(world, options.app, nextId), secrets, nextId);
  const simulation: Simulation = {
    world,
    get app() {
      return registry.current;
    },
    random: ids,
    now,
    apiUrl: () => `http://${host}/api/v3`,
    nextId,
    emit: (webhook) => emit(webhook),
  };
  const emit = createEmitter(simulation, sender);
  const driver = createDriver(simulation);
  const registration = createRegistrationRoutes({
    registry,
    sender,
    install: (account) => driver.install({ account }),
  });
  const tokens = new Tokens(secrets, now);
  const faults = new FaultInjector(chance);
  const log = new RequestLog(now);
  const observer = new LimitObserver(now);
  const service: Service = {
    guard: { simulation, tokens, tokenTimes: options.tokenTimes ?? "checked" },
    match: createRouteMatcher([
      ...registration,
      ...listRoutes({ tokens, sender, log, deliveryIds: options.deliveryIds ?? "narrow" }),
    ]),
    log,
    faults,
    observer,
    limit: rateLimit === "off" ? undefined : new PrimaryLimit(now, rateLimit.perHour),
    wait: (ms) => pauses.wait(ms),
  };
  const { pages } = options;
  server.on("request", (message, response) => {
    // The demo's: no name of a stranger that points here is answered, neither a page nor the API.
    if (pages !== undefined && !isLoopbackHost(message.headers.host)) {
      response.writeHead(421).end("Only http://127.0.0.1 and http://localhost are answered.\n");
      return;
    }
    if (pages !== undefined && message.url?.startsWith("/api/") !== true) {
      pages(message, response);
      return;
    }
    serveRequest(service, message, response).catch(() => message.socket.destroy());
  });
  return present({ host, server, registry, driver, sender, faults, tokens, log, observer, pauses });
}

interface Parts extends Pick<SimulatedGitHub, "host" | "driver"> {
  readonly server: Server;
  readonly registry: AppRegistry;
  readonly sender: WebhookSender;
  readonly faults: FaultInjector;
  readonly tokens: Tokens;
  readonly log: RequestLog;
  readonly observer: LimitObserver;
  readonly pauses: Pauses;
}

/** What a test or the demo may touch. */
function present(parts: Parts): SimulatedGitHub {
  const { host, registry, driver, sender, faults, tokens, log } = parts;
  return {
    url: `http://${host}`,
    host,
    get app() {
      return registry.current;
    },
    driver,
    webhooks: sender,
    faults,
    takeAppName: (name) => registry.takeName(name),
    deleteApp() {
      registry.remove();
      tokens.expire();
    },
    expireTokens: (installationId) => tokens.expire(installationId),
    requests: (filter) => log.list(filter),
    countByRoute: () => log.countByRoute(),
    clearRequests: () => log.clear(),
    unknownRoutes: () => log.listUnknown(),
    violations: () => parts.observer.list(),
    async close() {
      parts.pauses.close();
      await sender.close();
      await close(parts.server);
    },
  };
}

function listRoutes({
  tokens,
  sender,
  log,
  deliveryIds,
}: {
  readonly tokens: Tokens;
  readonly sender: WebhookSender;
  readonly log: RequestLog;
  readonly deliveryIds: DeliveryIds;
}) {
  return [
    ...createAppRoutes(tokens),
    ...createHookRoutes(sender, deliveryIds),
    ...pullRequestRoutes,
    ...commentRoutes,
    ...issueRoutes,
    ...contentRoutes,
    ...branchRoutes,
    ...checkRoutes,
    ...permissionRoutes,
    ...createGraphqlRoutes((operation) => log.addUnknown(operation)),
  ];
}

function createCounter(first: number): () => number {
  let last = first - 1;
  return () => {
    last += 1;
    return last;
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
