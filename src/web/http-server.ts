import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** A request must have arrived whole within this. */
  readonly requestTimeoutMs: number;
  /** After this what is still in flight when the server closes is cut. */
  readonly closeTimeoutMs: number;
}

export interface HttpServer {
  readonly port: number;
  /** From now on requests go there; what is under way ends where it began, and no connection is refused meanwhile. */
  handOver(to: RequestListener): void;
  close(): Promise<void>;
}

/**
 * Longer than balancers and proxies keep an idle connection (60 s with most). Node's own 5 s close it under their hands:
 * what they send at that moment is answered by them with 502, and GitHub sends no webhook twice.
 */
const KEEP_ALIVE_MS = 75_000;

/** A server of Node with limits on time, and an end. Rejects where the address can't be had. */
export async function startHttpServer(
  options: HttpServerOptions,
  listener: RequestListener,
): Promise<HttpServer> {
  let current = listener;
  const server = createServer(
    {
      requestTimeout: options.requestTimeoutMs,
      headersTimeout: options.requestTimeoutMs,
      // Node looks for late requests only every 30 s by default, and a limit of 15 s would hold after 26.
      connectionsCheckingInterval: Math.min(1000, options.requestTimeoutMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      // Node closes idle connections when the server closes, and not those that fall idle afterwards.
      response.once("close", () => {
        if (!server.listening) setImmediate(() => server.closeIdleConnections());
      });
      current(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    handOver(to) {
      current = to;
    },
    close: () => closeServer(server, options.closeTimeoutMs),
  };
}

/** Stops accepting, lets what is in flight finish, and cuts the rest. */
function closeServer(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
